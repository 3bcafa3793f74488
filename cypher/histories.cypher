// What was received of some records, and what withdraws them.
UNWIND $rows AS record
CALL (record) {
  MATCH (r:Record {record: record})
  USING INDEX SEEK r:Record(record)
  WITH r ORDER BY r.seq
  RETURN collect([r.revision, r.body, r.system, r.file, r.line, r.received_at, r.seq, r.filed])
    AS versions
}
CALL (record) {
  MATCH (w:Withdrawal {record: record})
  USING INDEX SEEK w:Withdrawal(record)
  RETURN collect(w.id) AS withdrawn_by
}
WITH record, versions, withdrawn_by
WHERE size(versions) > 0 OR size(withdrawn_by) > 0
RETURN collect([record, versions, withdrawn_by]) AS found
