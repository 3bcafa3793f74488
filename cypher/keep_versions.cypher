// Numbers go on over the whole store.
MATCH (s:Store {id: 'store'})
WITH s, coalesce(s.versions, 0) AS last
SET s.versions = last + size($rows)
WITH last
UNWIND range(1, size($rows)) AS n
CREATE (r:Record)
SET r = $rows[n - 1], r.seq = last + n
