// The nodes one step away from many.
UNWIND $rows AS key
MATCH (n:{label} {key: key})<-[:OUTPUT|INPUT]-(a)
USING INDEX SEEK n:{label}(key)
WITH DISTINCT a
RETURN collect(a.key) AS found
