MATCH (f:Finding)
USING INDEX SEEK f:Finding(raised)
WHERE f.raised > 0
WITH f ORDER BY f.raised DESC LIMIT 1
RETURN max(f.raised) AS found
