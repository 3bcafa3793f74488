MATCH (f:Finding)
WHERE f.raised > 0
WITH f ORDER BY f.raised DESC LIMIT 1
RETURN max(f.raised) AS found
