UNWIND $rows AS key
MATCH (f:Finding)
WHERE f.{by} = key
WITH f ORDER BY f.place
RETURN collect([properties(f), {finding_reviews}]) AS found
