// What declarations come to, the last by some order first.
MATCH (d:Declared)
USING INDEX SEEK d:Declared({order})
WHERE d.{order} < $after AND {declared_matches}
WITH d ORDER BY d.{order} DESC LIMIT $most
RETURN collect([d.key, d.{order}]) AS found
