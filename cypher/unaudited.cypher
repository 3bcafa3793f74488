MATCH (u:Unaudited)
RETURN collect([u.label, u.keys]) AS found
