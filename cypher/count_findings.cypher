// How many findings a filter leaves, no further than to so many.
MATCH (f:Finding)
WHERE {finding_matches}
WITH f LIMIT $most
RETURN count(f) AS found
