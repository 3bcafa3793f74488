CALL db.index.fulltext.queryNodes('found_by', $phrase) YIELD node AS n
WITH n, head([label IN labels(n) WHERE label IN $labels]) AS label,
  ' ' + n.terms + ' ' AS terms, ' ' + coalesce(n.named, '') + ' ' AS named
WITH n, label, CASE
  WHEN terms CONTAINS $whole + ' ' THEN 0
  WHEN terms CONTAINS $whole THEN 1
  WHEN named CONTAINS $whole + ' ' THEN 2
  WHEN terms CONTAINS $part OR named CONTAINS $part THEN 3
  WHEN all(word IN $words WHERE terms CONTAINS word OR named CONTAINS word) THEN 3
  ELSE 4
END AS rank
ORDER BY rank, size(n.key), n.key, label LIMIT $first
RETURN collect([label, properties(n)]) AS found
