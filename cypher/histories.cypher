UNWIND $rows AS record
MATCH (r:Record {record: record})
RETURN collect([r.record, r.revision, r.body, r.system, r.file, r.line, r.received_at, r.seq])
  AS found
