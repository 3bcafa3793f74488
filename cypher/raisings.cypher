MATCH (f:Raising)
USING INDEX SEEK f:Raising(raised)
WHERE f.raised > $after AND {finding_matches}
WITH f ORDER BY f.raised LIMIT $first
RETURN collect([properties(f), []]) AS found
