UNWIND $moved AS row
MERGE (m:MonthlyMovement {key: row[0]})
ON CREATE SET m += row[1], m.events = 0
SET m.events = m.events + row[2][0]
WITH m WHERE m.events = 0
DELETE m
