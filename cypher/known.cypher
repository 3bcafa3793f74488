MATCH (n:{label})
WHERE n.known
WITH n ORDER BY n.key
RETURN collect(properties(n)) AS found
