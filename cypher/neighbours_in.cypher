UNWIND $rows AS key
CALL (key) {
  MATCH (:{label} {key: key})<-[e:{type}]-(n)
  WHERE n.key > $after
  RETURN n, e ORDER BY n.key, e.n, head(labels(n)) LIMIT $most
}
RETURN collect([key, labels(n), properties(n), properties(e)]) AS found
