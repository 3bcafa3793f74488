UNWIND $rows AS id
MATCH (n)
WHERE elementId(n) = id AND n.known IS NULL AND NOT EXISTS { (n)--() }
DELETE n
