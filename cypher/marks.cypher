MATCH (m:Mark)
RETURN collect([m.touch, m.keys]) AS found
