// Their own ids are good until the transaction ends.
UNWIND $rows AS row
CREATE (n:$(row[0]))
SET n = row[1]
RETURN collect([row[0][0], n.key, elementId(n)]) AS found
