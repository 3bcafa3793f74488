UNWIND $rows AS key
MATCH (r:Rejected {key: key})
RETURN collect(key) AS found
