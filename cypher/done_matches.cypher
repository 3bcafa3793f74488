// The events `e` that an enterprise did or got and a filter leaves, with their places: a part of
// other queries.
MATCH (w:Enterprise {key: $enterprise})<-[:BY|TO]-(e:Event)
USING INDEX SEEK w:Enterprise(key)
WHERE e.known
  AND ($since IS NULL OR e.date >= $since)
  AND ($until IS NULL OR e.date <= $until)
  AND ($kinds IS NULL OR e.kind IN $kinds)
WITH DISTINCT e, e.date + ' ' + e.key AS place
