// Events on record in order of key, as columns; a list keeps what is null in it, collect does not.
MATCH (e:Event)
USING INDEX SEEK e:Event(key)
WHERE e.key > $after AND e.known
WITH e ORDER BY e.key LIMIT $most
WITH collect(e) AS all
RETURN [[e IN all | e.key], [e IN all | e.kind], [e IN all | e.date], [e IN all | e.enterprise],
  [e IN all | e.buyer], [e IN all | e.owner], [e IN all | e.source], [e IN all | e.site],
  [e IN all | e.process], [e IN all | e.reason], [e IN all | e.declaration],
  [e IN all | e.ore_g], [e IN all | e.mineral_g],
  [e IN all | e.compound_g], [e IN all | e.byproduct_of], [e IN all | e.ore_class],
  [e IN all | e.invoices], [e IN all | e.grants]] AS found
