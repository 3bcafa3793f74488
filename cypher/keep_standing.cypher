UNWIND $rows AS row
MATCH (r:Record {record: row[0]})
WHERE r.counts <> row[1]
SET r.counts = row[1]
