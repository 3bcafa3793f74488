MATCH (f:Finding)
WHERE f.place > $after AND {finding_matches}
WITH f ORDER BY f.place LIMIT $most
RETURN collect([properties(f), {finding_reviews}]) AS found
