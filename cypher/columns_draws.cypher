// What the events between two keys drew on lots, as columns.
MATCH (l:Lot)-[f:INPUT]->(e:Event)
USING INDEX SEEK e:Event(key)
WHERE e.key > $after AND e.key <= $last
WITH collect(f) AS all
RETURN [[f IN all | startNode(f).key], [f IN all | endNode(f).key], [f IN all | f.reo_g],
  [f IN all | coalesce(f.supported, true)]] AS found
