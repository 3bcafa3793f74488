// What descends from a few, unless it is too much to tell at once, or from too many; with what
// went into it, and what that came from. Else where it begins.
{seeds}
WITH collect(seed) AS seeds
CALL (seeds) {
  WITH seeds WHERE size(seeds) <= $few
  UNWIND seeds AS seed
  MATCH (seed)-[:OUTPUT|INPUT*0..]->(a)
  WITH DISTINCT a LIMIT $most + 1
  RETURN collect(a) AS inside
}
CALL (inside) {
  WITH inside WHERE size(inside) <= $most
  UNWIND inside AS a
  RETURN collect([a:Lot, properties(a), {flows_in}]) AS nodes
}
CALL (inside) {
  WITH inside WHERE size(inside) <= $most
  UNWIND inside AS a
  MATCH (a)<-[:OUTPUT|INPUT]-(b)
  WHERE NOT b IN inside
  WITH DISTINCT b
  RETURN collect([b:Lot, properties(b)]) AS beside
}
RETURN CASE WHEN size(seeds) <= $few AND size(inside) <= $most THEN [null, nodes, beside]
  ELSE [[seed IN seeds | [seed:Lot, seed.key]], [], []] END AS found
