UNWIND $rows AS key
MATCH (:Event {key: key})-[d:DRAWS]->(right)
WITH d, elementId(right) AS drawn_on
DELETE d
RETURN collect(DISTINCT drawn_on) AS found
