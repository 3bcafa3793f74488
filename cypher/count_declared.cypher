// How many a filter leaves, no further than to so many.
MATCH (d:Declared)
WHERE {declared_matches}
WITH d LIMIT $most
RETURN count(d) AS found
