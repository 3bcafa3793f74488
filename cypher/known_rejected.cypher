UNWIND $rows AS key
MATCH (r:Rejected {key: key})
USING INDEX SEEK r:Rejected(key)
RETURN collect(key) AS found
