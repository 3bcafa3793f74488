UNWIND $rows AS key
MATCH (f:Finding)
USING INDEX SEEK f:Finding({by})
WHERE f.{by} = key
WITH f ORDER BY f.place
RETURN collect([properties(f), {finding_reviews}]) AS found
