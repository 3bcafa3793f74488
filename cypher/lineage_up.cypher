// Distinct ends of one expansion: never the paths to them, which are without number.
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
WITH DISTINCT a LIMIT $most
RETURN collect([a:Lot, properties(a), {flows_in}]) AS found
