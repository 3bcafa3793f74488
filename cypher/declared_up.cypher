// What declarations come to, in order of number.
MATCH (d:Declared)
USING INDEX SEEK d:Declared(key)
WHERE d.key > $after AND {declared_matches}
WITH d ORDER BY d.key LIMIT $most
RETURN collect([d.key, d.key]) AS found
