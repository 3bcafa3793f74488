// The nodes one step away from many.
UNWIND $rows AS key
MATCH (:{label} {key: key})<-[:OUTPUT|INPUT]-(a)
WITH DISTINCT a
RETURN collect(a.key) AS found
