MATCH (e:TrailEntry)
WHERE e.number > 0
WITH e ORDER BY e.number DESC LIMIT 1
RETURN collect(properties(e)) AS found
