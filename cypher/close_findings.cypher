UNWIND $rows AS row
MATCH (f:Finding {id: row[0]})
SET f.gone_at = row[1]
