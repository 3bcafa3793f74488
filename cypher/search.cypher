// Each step is taken where the ones before found too little; what a later one finds again stays.
CALL () {
  CALL db.index.fulltext.queryNodes('found_by', $begun) YIELD node AS n
  WHERE any(label IN labels(n) WHERE label IN $labels)
  WITH n, head([label IN labels(n) WHERE label IN $labels]) AS label, CASE
    WHEN n.terms CONTAINS $whole + ' ' THEN 0
    WHEN n.terms CONTAINS $whole THEN 1
    ELSE 2
  END AS rank
  ORDER BY rank, size(n.key), n.key, label LIMIT $first
  RETURN collect([label, properties(n)]) AS best
}
CALL (best) {
  WITH best WHERE size(best) < $first
  CALL db.index.fulltext.queryNodes('found_by', $part) YIELD node AS n
  WHERE any(label IN labels(n) WHERE label IN $labels)
  WITH n, head([label IN labels(n) WHERE label IN $labels]) AS label
  ORDER BY size(n.key), n.key, label LIMIT 2 * $first
  RETURN collect([label, properties(n)]) AS parts
}
CALL (best, parts) {
  WITH best, parts WHERE size(best) < $first AND size(parts) < $first AND $sound <> ''
  CALL db.index.fulltext.queryNodes('found_by', $sound) YIELD node AS n
  WHERE any(label IN labels(n) WHERE label IN $labels)
  WITH n, head([label IN labels(n) WHERE label IN $labels]) AS label
  ORDER BY size(n.key), n.key, label LIMIT 2 * $first
  RETURN collect([label, properties(n)]) AS sounding
}
RETURN best + parts + sounding AS found
