MERGE (u:User {name: $row.name})
SET u = $row
