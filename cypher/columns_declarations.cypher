// Declarations in order of key, as columns: those on record, and those that are only referred to.
MATCH (d:Declaration)
USING INDEX SEEK d:Declaration(key)
WHERE d.key > $after
WITH d ORDER BY d.key LIMIT $most
WITH collect({d: d, tested: EXISTS { (d)<-[:SAMPLED_FROM]-(:LabTest) }}) AS all
RETURN [[x IN all | x.d.key], [x IN all | x.d.known], [x IN all | x.tested],
  [x IN all | x.d.direction], [x IN all | x.d.date], [x IN all | x.d.declarant],
  [x IN all | x.d.party], [x IN all | x.d.licence], [x IN all | x.d.country],
  [x IN all | x.d.end_user], [x IN all | x.d.net_g], [x IN all | x.d.reo_g],
  [x IN all | x.d.hs_code], [x IN all | x.d.goods],
  [x IN all | x.d.lines], [x IN all | x.d.composition]] AS found
