UNWIND $rows AS row
CREATE (n:{kept})
SET n = row
