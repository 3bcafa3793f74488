MERGE (s:Session {id: $row.id})
SET s = $row
