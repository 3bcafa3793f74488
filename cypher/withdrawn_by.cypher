UNWIND $rows AS record
MATCH (w:Withdrawal {record: record})
RETURN collect([w.record, w.id]) AS found
