UNWIND $rows AS key
MATCH (d:Declared {key: key})
USING INDEX SEEK d:Declared(key)
RETURN collect(properties(d)) AS found
