// The lots that an enterprise holds, of those that it made or got, and are not drawn on in whole.
MATCH (w:Enterprise {key: $enterprise})<-[:BY|TO]-(:Event)-[:OUTPUT]->(l:Lot)
USING INDEX SEEK w:Enterprise(key)
WHERE l.holder = $enterprise AND coalesce(l.drawn_g, 0) < l.reo_g AND l.key > $after
WITH DISTINCT l ORDER BY l.key LIMIT $most
RETURN collect(properties(l)) AS found
