UNWIND $rows AS kind
MATCH (r:Record)
USING INDEX SEEK r:Record(record)
WHERE r.record STARTS WITH kind + ':'
WITH r ORDER BY r.seq
RETURN collect([r.record, r.revision, r.body, r.system, r.file, r.line, r.received_at, r.seq, r.filed])
  AS found
