MATCH (n:{label})
USING INDEX SEEK n:{label}(key)
WHERE n.key > $after
WITH n ORDER BY n.key LIMIT $most
RETURN collect(properties(n)) AS found
