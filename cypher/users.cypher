MATCH (u:User)
WITH u ORDER BY u.name
RETURN collect(properties(u)) AS found
