// What settling changes; returns what waited to be settled, where all of it is.
MATCH (s:Store {id: 'store'})
USING INDEX SEEK s:Store(id)
// A part that is committed before the rest must not touch what the rest holds locked.
FOREACH (at IN [at IN [$at] WHERE at IS NOT NULL] | SET s.settled_at = at)
WITH coalesce(s.audits, 0) AS turn
CALL (turn) {
  UNWIND $queue AS row
  CREATE (:Unaudited {label: row[0], keys: row[1], turn: turn})
}
CALL () {
  // Each bears its product's label, and no longer the one it had.
  UNWIND $lots AS row
  MATCH (lot:Lot {key: row[0]})
  USING INDEX SEEK lot:Lot(key)
  SET lot += row[1]
  REMOVE lot:$([label IN labels(lot) WHERE label <> 'Lot' AND NOT label IN row[2]])
  SET lot:$(row[2])
}
CALL () {
  UNWIND $support AS row
  MATCH (l:Lot {key: row[0]})-[d:INPUT]->(e:Event {key: row[1]})
  USING INDEX SEEK l:Lot(key)
  USING INDEX SEEK e:Event(key)
  SET d.supported = row[2]
}
CALL () {
  UNWIND $grants AS row
  MATCH (e:Event {key: row[0]})
  USING INDEX SEEK e:Event(key)
  SET e.grants = row[1], e.lacking = row[2]
}
CALL () {
  UNWIND $grants AS row
  MATCH (e:Event {key: row[0]})-[d:DRAWS]->(right)
  USING INDEX SEEK e:Event(key)
  DELETE d
  RETURN collect(DISTINCT right) AS drawn_on
}
CALL () {
  UNWIND $draws AS row
  MATCH (e:Event {key: row[0]})
  USING INDEX SEEK e:Event(key)
  CALL (row) {
    MATCH (right:Quota {key: row[1].Quota})
    USING INDEX SEEK right:Quota(key)
    RETURN right
    UNION ALL
    MATCH (right:Declaration {key: row[1].Declaration})
    USING INDEX SEEK right:Declaration(key)
    RETURN right
    UNION ALL
    MATCH (right:Inspection {key: row[1].Inspection})
    USING INDEX SEEK right:Inspection(key)
    RETURN right
    UNION ALL
    MATCH (right:Invoice {key: row[1].Invoice})
    USING INDEX SEEK right:Invoice(key)
    RETURN right
  }
  CREATE (e)-[d:DRAWS]->(right)
  SET d = row[2]
}
CALL (drawn_on) {
  UNWIND drawn_on AS right
  WITH right WHERE right.known IS NULL AND NOT EXISTS { (right)--() }
  DELETE right
}
CALL () {
{change_draws}
}
CALL () {
  MATCH (m:Mark)
  WHERE $at IS NOT NULL
  WITH m, [m.touch, m.keys] AS row
  DELETE m
  RETURN collect(row) AS waited
}
RETURN waited AS found
