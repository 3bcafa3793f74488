MATCH (w:Watch)
WITH w ORDER BY w.created_at, w.id
RETURN collect(properties(w)) AS found
