MATCH (u:User {name: $name})
DELETE u
RETURN count(*) > 0 AS found
