// What came to an enterprise in some months and went from it, by month, kind and partner.
MATCH (w:Enterprise {key: $enterprise})
USING INDEX SEEK w:Enterprise(key)
CALL (w) {
  MATCH (w)<-[:TO]-(e:Event)-[f:OUTPUT]->()
  WHERE e.kind IN $handed AND $first <= e.date < $behind
  RETURN left(e.date, 7) AS month, e.kind AS kind, e.enterprise AS partner, true AS incoming,
    count(DISTINCT e) AS events, sum(f.reo_g) AS reo_g
  UNION ALL
  MATCH (w)<-[:BY]-(e:Event)-[f:OUTPUT]->()
  WHERE e.kind IN $made AND $first <= e.date < $behind
  RETURN left(e.date, 7) AS month, e.kind AS kind, null AS partner, true AS incoming,
    count(DISTINCT e) AS events, sum(f.reo_g) AS reo_g
  UNION ALL
  MATCH (w)<-[:BY]-(e:Event)<-[f:INPUT]-()
  WHERE e.kind IN $handed AND $first <= e.date < $behind
  RETURN left(e.date, 7) AS month, e.kind AS kind, e.buyer AS partner, false AS incoming,
    count(DISTINCT e) AS events, sum(f.reo_g) AS reo_g
  UNION ALL
  MATCH (w)<-[:BY]-(e:Event)<-[f:INPUT]-()
  WHERE e.kind IN $gone AND $first <= e.date < $behind
  RETURN left(e.date, 7) AS month, e.kind AS kind, null AS partner, false AS incoming,
    count(DISTINCT e) AS events, sum(f.reo_g) AS reo_g
}
RETURN collect([month, kind, partner, incoming, events, reo_g]) AS found
