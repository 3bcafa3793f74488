UNWIND $rows AS key
MATCH (d:Declared {key: key})
USING INDEX SEEK d:Declared(key)
DELETE d
