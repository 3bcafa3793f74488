UNWIND $rows AS record
MATCH (w:Withdrawal {record: record})
USING INDEX SEEK w:Withdrawal(record)
MATCH (r:Record {record: 'withdrawal:' + w.id})
USING INDEX SEEK r:Record(record)
WHERE r.counts
RETURN collect([record, r.received_at]) AS found
