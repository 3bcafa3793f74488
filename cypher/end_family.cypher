MATCH (s:Session {family: $family})
DELETE s
