MATCH (e:TrailEntry)
WHERE e.number > $after
WITH e ORDER BY e.number LIMIT $first
RETURN collect(properties(e)) AS found
