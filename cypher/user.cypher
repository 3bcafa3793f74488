MATCH (u:User {name: $name})
RETURN collect(properties(u)) AS found
