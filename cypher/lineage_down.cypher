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
MATCH (seed)-[:OUTPUT|INPUT*0..]->(a)
WITH DISTINCT a LIMIT $most
RETURN collect([a:Lot, properties(a),
  [(a)-[f:OUTPUT|INPUT]->(b) | [b.key, f.n, f.reo_g, f.supported, f.product, f.net_g,
    CASE WHEN f.product IS NULL THEN null
      ELSE f {.assay, .deposit, .hs_code, .feedstock, .label} END]]]) AS found
