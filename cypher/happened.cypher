// Events on record in order of key, with all that went in and came out.
MATCH (e:Event)
USING INDEX SEEK e:Event(key)
WHERE e.key > $after AND e.known
WITH e ORDER BY e.key LIMIT $most
RETURN collect([e.key, e.kind, e.date, e.final_consumer, e.grants,
  [(e)-[f:OUTPUT]->(l:Lot) | [l.key, f.reo_g, f.product, f.assay, f.deposit, l.tested]],
  [(e)<-[f:INPUT]-(l:Lot) | [l.key, f.reo_g, f.supported]]]) AS found
