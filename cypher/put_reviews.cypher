UNWIND $rows AS row
MATCH (f:Finding {id: row.finding})
USING INDEX SEEK f:Finding(id)
SET f.status = row.status
CREATE (r:Review {number: row.number, at: row.at, by: row.by, decision: row.decision,
  reason: row.reason})
CREATE (r)-[:REVIEWS]->(f)
