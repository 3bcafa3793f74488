MERGE (w:Watch {id: $row.id})
SET w = $row
