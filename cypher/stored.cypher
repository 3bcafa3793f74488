UNWIND $rows AS key
MATCH (n:{label} {key: key})
RETURN collect(key) AS found
