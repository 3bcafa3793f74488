// Nodes as in a lineage, by their keys.
UNWIND $rows AS key
MATCH (a:{label} {key: key})
USING INDEX SEEK a:{label}(key)
RETURN collect([a:Lot, properties(a),
  [(a)-[f:OUTPUT|INPUT]->(b) | [b.key, f.n, f.reo_g, f.supported, f.product, f.net_g,
    CASE WHEN f.product IS NULL THEN null
      ELSE f {.assay, .deposit, .hs_code, .feedstock, .label} END]]]) AS found
