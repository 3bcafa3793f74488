MATCH (n:Review)-[:REVIEWS]->(f:Finding)
WHERE n.number > $after
WITH n, f ORDER BY n.number LIMIT $first
RETURN collect(n {.*, finding: f.id}) AS found
