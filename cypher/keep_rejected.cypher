// Numbers go on over the whole store.
MATCH (s:Store {id: 'store'})
WITH s, coalesce(s.rejected, 0) AS last
SET s.rejected = last + size($rows)
WITH last
UNWIND range(1, size($rows)) AS n
CREATE (r:Rejected)
SET r = $rows[n - 1], r.number = last + n
