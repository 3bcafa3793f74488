MATCH (m:Mark)
DELETE m
