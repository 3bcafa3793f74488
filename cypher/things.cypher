UNWIND $rows AS key
MATCH (n:{label} {key: key})
RETURN collect(properties(n)) AS found
