// What waits to be settled; with it all on record that bears on it, and who lacks a designation or
// a record of quota, where that changed.
CALL () {
  MATCH (m:Mark)
  RETURN collect([m.touch, m.keys]) AS marks
}
CALL (marks) {
  WITH marks WHERE size(marks) > 0
  MATCH (n:{any_of})
  WHERE n.known
  WITH n ORDER BY n.key
  RETURN collect([labels(n), properties(n)]) AS register
}
CALL (marks) {
  WITH marks WHERE any(mark IN marks WHERE mark[0] = 'designation')
  MATCH (e:Event)
  USING INDEX SEEK e:Event(lacking)
  WHERE e.lacking = true
  RETURN collect(DISTINCT e.enterprise) AS lacking
}
RETURN [marks, register, lacking] AS found
