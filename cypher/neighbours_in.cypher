UNWIND $rows AS key
CALL (key) {
  MATCH (one:{label} {key: key})<-[e:{type}]-(n)
  USING INDEX SEEK one:{label}(key)
  WHERE n.key > $after
  RETURN n, e ORDER BY n.key, e.n, head(labels(n)) LIMIT $most
}
RETURN collect([key, labels(n), properties(n), properties(e)]) AS found
