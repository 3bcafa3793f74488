// What waits, when something was done last, what was not taken, whether firms are made up.
MATCH (s:Store {id: 'store'})
CALL () {
  MATCH (m:Mark)
  UNWIND m.keys AS key
  RETURN count(DISTINCT [m.touch, key]) AS marks
}
CALL () {
  MATCH (u:Unaudited)
  UNWIND u.keys AS key
  RETURN count(DISTINCT [u.label, key]) AS unaudited
}
CALL () {
  MATCH (r:Rejected)
  RETURN count(r) AS rejected
}
CALL () {
  MATCH (r:Record)
  WHERE r.seq > 0
  WITH r ORDER BY r.seq DESC LIMIT 1
  RETURN max(r.received_at) AS received_at
}
RETURN [
  received_at, s.settled_at, s.audited_at, marks, unaudited, rejected,
  EXISTS { MATCH (e:Enterprise) WHERE e.name CONTAINS $synthetic }
] AS found
