MATCH (s:Session {id: $id})
RETURN collect(properties(s)) AS found
