// The database's own ids of what is there, good until the transaction ends; and what events that
// are to go draw, with who they are of, when, and the ids of what they drew on.
CALL () {
{each}
}
WITH collect(row) AS ids
CALL () {
  UNWIND $drew AS key
  MATCH (e:Event {key: key})
  USING INDEX SEEK e:Event(key)
  WHERE e.known
  RETURN collect([e.key, e.enterprise, e.date, e.grants,
    [(e)-[:DRAWS]->(right) | elementId(right)]]) AS drawn
}
RETURN [ids, drawn] AS found
