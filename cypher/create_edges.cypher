UNWIND $rows AS row
MATCH (tail)
WHERE elementId(tail) = row[0]
MATCH (head)
WHERE elementId(head) = row[2]
CREATE (tail)-[e:$(row[1])]->(head)
SET e = row[3]
