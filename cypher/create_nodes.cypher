UNWIND $rows AS row
CREATE (n:{labels})
SET n = row
