UNWIND $rows AS key
MATCH (:{label} {key: key})<-[:DECLARED_IN|INSPECTED_IN|INVOICED_BY]-(e:Event)
RETURN collect(DISTINCT e.key) AS found
