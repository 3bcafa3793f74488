// What was found under some scopes; what is open there and was not found is gone. Returns how many
// were opened, anew or again, and how many are gone.
MATCH (s:Store {id: 'store'})
USING INDEX SEEK s:Store(id)
CALL () {
  UNWIND $rows AS row
  MATCH (f:Finding {id: row.id})
  USING INDEX SEEK f:Finding(id)
  WHERE f.gone_at IS NULL
  RETURN collect(f.id) AS there
}
CALL () {
  UNWIND $scopes AS scope
  MATCH (f:Finding {scope: scope})
  USING INDEX SEEK f:Finding(scope)
  WHERE f.gone_at IS NULL AND NOT f.id IN $ids
  WITH collect(f) AS gone
  FOREACH (f IN gone | SET f.gone_at = $at)
  RETURN size(gone) AS gone
}
WITH s, gone, [id IN $ids WHERE NOT id IN there] AS opened, coalesce(s.numbers, 0) AS last
// Numbers that nothing had before.
SET s.numbers = last + size(opened)
WITH gone, opened, last
CALL (opened, last) {
  UNWIND range(1, size(opened)) AS n
  MERGE (f:Finding {id: opened[n - 1]})
  ON CREATE SET f.first_seen = $at, f.status = 'open'
  SET f.raised = last + n
}
CALL () {
  UNWIND $rows AS row
  MATCH (f:Finding {id: row.id})
  USING INDEX SEEK f:Finding(id)
  SET f += row
}
CALL (opened, last) {
  // What was raised just now waits for those who watch, as it is now; if nobody does, it does not.
  WITH opened, last WHERE size(opened) > 0
  MATCH (:Watch {active: true})
  WITH DISTINCT last
  MATCH (f:Finding)
  USING INDEX SEEK f:Finding(raised)
  WHERE f.raised > last
  CREATE (r:Raising)
  SET r = properties(f)
}
RETURN [size(opened), gone] AS found
