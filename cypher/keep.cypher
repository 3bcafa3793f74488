// What a load changes: what comes later takes account of what comes before. Edges name their ends
// by their places in $there and, behind these, in $made.
MATCH (s:Store {id: 'store'})
USING INDEX SEEK s:Store(id)
WITH s, coalesce(s.versions, 0) AS last
SET s.versions = last + size($versions)
WITH last, coalesce(s.audits, 0) AS turn
CALL (last) {
  // Numbers go on over the whole store.
  UNWIND range(1, size($versions)) AS n
  CREATE (r:Record)
  SET r = $versions[n - 1], r.seq = last + n
}
CALL () {
  UNWIND $standing AS row
  MATCH (r:Record {record: row[0]})
  USING INDEX SEEK r:Record(record)
  WHERE r.counts <> row[1]
  SET r.counts = row[1]
}
CALL () {
  UNWIND $withdrawals AS row
  MERGE (w:Withdrawal {id: row[0]})
  SET w.record = row[1]
}
CALL (turn) {
  UNWIND $queue AS row
  CREATE (:Unaudited {label: row[0], keys: row[1], turn: turn})
}
CALL () {
  UNWIND $gone AS id
  MATCH (e)-[d:DRAWS]->()
  WHERE elementId(e) = id
  DELETE d
}
CALL () {
  // From its tail, which has few edges that lead out; an enterprise, its head, has as many as it
  // did things. A planner that is told of the head as a node begins there.
  UNWIND $cut AS row
  MATCH (tail)-[e]->()
  WHERE elementId(tail) = row[0] AND type(e) = row[1] AND elementId(endNode(e)) = row[2]
    AND coalesce(e.n, 0) = row[3]
  DELETE e
}
CALL () {
  UNWIND $replaced AS row
  MATCH (n)
  WHERE elementId(n) = row[0]
  SET n = row[1]
}
CALL () {
  UNWIND $made AS row
  CREATE (n:$(row[0]))
  SET n = row[1]
  RETURN collect([n]) AS made
}
CALL () {
  UNWIND $there AS id
  OPTIONAL MATCH (n)
  WHERE elementId(n) = id
  RETURN collect([n]) AS there
}
CALL (there, made) {
  WITH there + made AS ends
  UNWIND $put AS row
  WITH ends[row[0]][0] AS tail, row, ends[row[2]][0] AS head
  CREATE (tail)-[e:$(row[1])]->(head)
  SET e = row[3]
}
CALL () {
  UNWIND $loosened AS id
  MATCH (n)
  WHERE elementId(n) = id AND n.known IS NULL AND NOT EXISTS { (n)--() }
  DELETE n
}
CALL () {
{change_draws}
}
CALL () {
{change_movements}
}
CALL () {
{change_invoices}
}
CALL () {
  UNWIND $marks AS row
  CREATE (m:Mark {touch: row[0], keys: row[1], n: size(row[1])})
}
RETURN [one IN made | elementId(one[0])] AS found
