// Lots in order of key, as columns: what they are as settled, with what was left out as usual.
MATCH (l:Lot)
USING INDEX SEEK l:Lot(key)
WHERE l.key > $after
WITH l ORDER BY l.key LIMIT $most
WITH collect(l) AS all
RETURN [[l IN all | l.key], [l IN all | l.reo_g],
  [l IN all | CASE WHEN l.reo_g IS NULL THEN 0 ELSE coalesce(l.drawn_g, 0) END],
  [l IN all | CASE WHEN l.reo_g IS NULL THEN 0 ELSE coalesce(l.claims, 1) END],
  [l IN all | l.product], [l IN all | l.feed], [l IN all | l.undetermined], [l IN all | l.tests],
  [l IN all | l.statuses],
  [l IN all | CASE WHEN l.reo_g IS NULL THEN null ELSE coalesce(l.shares, [1.0]) END]] AS found
