UNWIND $rows AS key
MATCH (:Event {key: key})-[d:DRAWS]->(right)
WITH d, head(labels(right)) AS label, right.key AS drawn_on
DELETE d
RETURN collect(DISTINCT [label, drawn_on]) AS found
