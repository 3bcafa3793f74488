UNWIND $rows AS row
MERGE (w:Withdrawal {id: row[0]})
SET w.record = row[1]
