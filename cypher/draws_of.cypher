UNWIND $rows AS key
MATCH (:Enterprise {key: key})<-[:BY]-(e:Event)
WHERE e.grants IS NOT NULL
RETURN collect(properties(e)) AS found
