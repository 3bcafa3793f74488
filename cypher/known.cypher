MATCH (n:{any_of})
WHERE n.known
WITH n ORDER BY n.key
RETURN collect([labels(n), properties(n)]) AS found
