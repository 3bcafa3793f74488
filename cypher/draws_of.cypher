UNWIND $rows AS key
MATCH (who:Enterprise {key: key})<-[:BY]-(e:Event)
USING INDEX SEEK who:Enterprise(key)
WHERE e.grants IS NOT NULL
RETURN collect(properties(e)) AS found
