MATCH (e:TrailEntry)
WHERE e.number > 0 AND ($before IS NULL OR e.number < $before) AND e.body <> ''
  AND ($who IS NULL OR e.who = $who) AND ($role IS NULL OR e.role = $role)
  AND ($since IS NULL OR e.at >= $since) AND ($until IS NULL OR e.at <= $until)
  AND ($about IS NULL OR e.body CONTAINS $about)
WITH e ORDER BY e.number DESC LIMIT $first
RETURN collect(properties(e)) AS found
