UNWIND $rows AS row
CALL (row) {
  CALL db.index.fulltext.queryNodes('found_by', row[1]) YIELD node AS n
  WITH n, head([label IN labels(n) WHERE label IN $labels]) AS label
  ORDER BY size(n.key), n.key, label LIMIT $most
  RETURN collect([label, properties(n)]) AS things
}
RETURN collect([row[0], things]) AS found
