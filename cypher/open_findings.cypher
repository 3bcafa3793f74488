UNWIND $rows AS id
MATCH (f:Finding {id: id})
WHERE f.gone_at IS NULL
RETURN collect(f.id) AS found
