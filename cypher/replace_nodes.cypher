UNWIND $rows AS row
MATCH (n)
WHERE elementId(n) = row[0]
SET n = row[1]
