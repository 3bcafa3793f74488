// As lineage_up, keys only.
CALL () {
  UNWIND $lots AS key
  MATCH (seed:Lot {key: key})
  USING INDEX SEEK seed:Lot(key)
  RETURN seed
  UNION ALL
  UNWIND $events AS key
  MATCH (seed:Event {key: key})
  USING INDEX SEEK seed:Event(key)
  RETURN seed
}
MATCH (seed)<-[:OUTPUT|INPUT*0..]-(a)
WITH DISTINCT a
RETURN collect([a:Lot, a.key]) AS found
