MATCH (m:Mark)
WITH m, [m.touch, m.keys] AS row
DELETE m
RETURN collect(row) AS found
