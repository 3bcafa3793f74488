// The reviews of a finding `f`: a part of other queries.
COLLECT {
  MATCH (r:Review)-[:REVIEWS]->(f)
  RETURN [r.at, r.by, r.decision, r.reason] ORDER BY r.number
}
