// What all who watch have been told of, some of it at a time.
OPTIONAL MATCH (w:Watch {active: true})
WITH min(w.told) AS told
MATCH (r:Raising)
WHERE told IS NULL OR r.raised <= told
WITH r LIMIT 10000
DELETE r
