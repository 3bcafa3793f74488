MATCH (f:Finding)
USING INDEX SEEK f:Finding(place)
WHERE f.place > $after AND {finding_matches}
WITH f ORDER BY f.place LIMIT $most
RETURN collect([properties(f), {finding_reviews}]) AS found
