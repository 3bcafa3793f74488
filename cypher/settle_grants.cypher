UNWIND $rows AS row
MATCH (e:Event {key: row[0]})
SET e.grants = row[1], e.lacking = row[2]
