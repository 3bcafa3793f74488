UNWIND $rows AS key
MATCH (n:{label} {key: key})
WHERE n.known IS NULL AND NOT EXISTS { (n)--() }
DELETE n
