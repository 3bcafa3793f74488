// Has bounds and advice of these worked out again.
UNWIND $rows AS key
MATCH (d:Declared {key: key})
USING INDEX SEEK d:Declared(key)
WHERE d.conclusion IS NOT NULL
SET d.asked = d.asked + 1
