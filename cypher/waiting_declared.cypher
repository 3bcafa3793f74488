// Declarations of which bounds and advice are to be worked out, the latest first.
MATCH (d:Declared)
USING INDEX SEEK d:Declared(newest)
WHERE d.newest >= '' AND d.asked > d.told
WITH d ORDER BY d.newest DESC LIMIT $first
RETURN collect([d.key, d.asked]) AS found
