MATCH (f:Finding {id: $finding})
USING INDEX SEEK f:Finding(id)
SET f.status = $status
CREATE (r:Review {number: $number, at: $row[0], by: $row[1], decision: $row[2], reason: $row[3]})
CREATE (r)-[:REVIEWS]->(f)
RETURN true AS found
