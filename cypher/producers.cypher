UNWIND $rows AS key
MATCH (:Lot {key: key})<-[:OUTPUT]-(e)
RETURN collect(DISTINCT e.key) AS found
