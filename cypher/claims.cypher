UNWIND $rows AS number
MATCH (:Identifier {key: number})<-[:KNOWN_AS]-(e:Enterprise)
RETURN collect(DISTINCT [number, e.key]) AS found
