// What came in at one time from one file, the latest first, among so many versions.
MATCH (r:Record)
USING INDEX SEEK r:Record(seq)
WHERE 0 < r.seq < $before
WITH r ORDER BY r.seq DESC LIMIT $looked
WITH r.system AS system, r.file AS file, r.received_at AS at, min(r.seq) AS first,
  max(r.seq) AS last, count(*) AS versions
ORDER BY last DESC
RETURN collect([system, file, at, first, last, versions]) AS found
