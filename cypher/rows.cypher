// What is kept of one kind, in order of its key, behind a key.
MATCH (n:{kept})
WHERE n.{key} > $after
WITH n ORDER BY n.{key} LIMIT $first
RETURN collect(properties(n)) AS found
