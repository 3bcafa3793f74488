UNWIND $rows AS scope
MATCH (f:Finding {scope: scope})
WHERE f.gone_at IS NULL
RETURN collect(f.id) AS found
