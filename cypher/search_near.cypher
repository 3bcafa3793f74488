CALL db.index.fulltext.queryNodes('found_by', $phrase) YIELD node AS n
WHERE (n.named =~ $near OR n.sounds =~ $near) AND any(label IN labels(n) WHERE label IN $labels)
WITH n, head([label IN labels(n) WHERE label IN $labels]) AS label
ORDER BY size(n.key), n.key, label LIMIT $first
RETURN collect([label, properties(n)]) AS found
