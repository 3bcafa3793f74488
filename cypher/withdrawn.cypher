UNWIND $rows AS record
MATCH (w:Withdrawal {record: record})
MATCH (r:Record {record: 'withdrawal:' + w.id})
WHERE r.counts
RETURN collect([record, r.received_at]) AS found
