MATCH (s:Session)
DELETE s
