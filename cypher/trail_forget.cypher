// Forgets some entries before a number; returns whether there were any.
MATCH (e:TrailEntry)
WHERE e.number < $number
WITH e LIMIT 10000
DELETE e
RETURN count(*) > 0 AS found
