// As findings, where a filter names the subjects or the enterprise: through their index.
MATCH (f:Finding)
USING INDEX SEEK f:Finding({by})
WHERE f.{by} IN $keys AND f.place > $after AND {finding_matches}
WITH f ORDER BY f.place LIMIT $most
RETURN collect([properties(f), {finding_reviews}]) AS found
