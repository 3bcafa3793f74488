// As lineage_down, in columns; null where there are $most nodes, or more.
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
MATCH (seed)-[:OUTPUT|INPUT*0..]->(a)
WITH DISTINCT a LIMIT $most
WITH collect(a) AS closure
WITH closure, size(closure) < $most AS whole
WITH whole, [a IN closure WHERE whole AND a:Lot] AS lots,
  [a IN closure WHERE whole AND a:Event] AS events
CALL (lots) {
  UNWIND lots AS lot
  MATCH (lot)-[f:INPUT]->(event)
  WITH collect(f) AS flows, collect(lot.key) AS of_lots, collect(event.key) AS of_events
  RETURN [of_lots, of_events] + [name IN $of.inputs | [f IN flows | f[name]]] AS inputs
}
CALL (events) {
  UNWIND events AS event
  MATCH (event)-[f:OUTPUT]->(lot)
  WITH collect(f) AS flows, collect(lot.key) AS of_lots, collect(event.key) AS of_events
  RETURN [of_events, of_lots] + [name IN $of.outputs | [f IN flows | f[name]]] AS outputs
}
RETURN CASE WHEN whole THEN {
  lots: [name IN $of.lots | [a IN lots | a[name]]],
  events: [name IN $of.events | [a IN events | a[name]]],
  inputs: inputs,
  outputs: outputs
} END AS found
