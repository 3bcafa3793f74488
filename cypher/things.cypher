UNWIND $rows AS key
MATCH (n:{label} {key: key})
USING INDEX SEEK n:{label}(key)
RETURN collect(properties(n)) AS found
