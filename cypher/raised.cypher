MATCH (f:Finding)
USING INDEX SEEK f:Finding(raised)
WHERE f.raised > $after AND {finding_matches}
WITH f ORDER BY f.raised LIMIT $first
RETURN collect([properties(f), {finding_reviews}]) AS found
