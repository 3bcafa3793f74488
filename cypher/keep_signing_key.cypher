MERGE (k:SigningKey {id: $row.id})
SET k = $row
