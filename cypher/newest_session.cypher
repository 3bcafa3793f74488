MATCH (s:Session {family: $family})
WITH s ORDER BY s.issued_at DESC, s.id LIMIT 1
RETURN collect(properties(s)) AS found
