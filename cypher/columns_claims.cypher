// What the events between two keys say to have put out, as columns.
MATCH (e:Event)-[f:OUTPUT]->(l:Lot)
USING INDEX SEEK e:Event(key)
WHERE e.key > $after AND e.key <= $last
WITH collect(f) AS all
RETURN [[f IN all | startNode(f).key], [f IN all | endNode(f).key], [f IN all | f.reo_g],
  [f IN all | f.net_g], [f IN all | f.product], [f IN all | f.feedstock],
  [f IN all | f.deposit], [f IN all | f.hs_code], [f IN all | f.assay],
  [f IN all | f.label]] AS found
