UNWIND $rows AS row
MERGE (f:Finding {id: row.id})
ON CREATE SET f = row
ON MATCH SET f.first_seen =
  CASE WHEN row.first_seen < f.first_seen THEN row.first_seen ELSE f.first_seen END
