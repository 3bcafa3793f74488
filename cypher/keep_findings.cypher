UNWIND $rows AS row
MERGE (f:Finding {id: row.id})
ON CREATE SET f.first_seen = row.last_seen, f.status = 'open'
SET f += row
