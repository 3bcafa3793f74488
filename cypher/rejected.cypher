MATCH (r:Rejected)
USING INDEX SEEK r:Rejected(number)
WHERE r.number > $after
WITH r ORDER BY r.number LIMIT $first
RETURN collect([r.number, r.file, r.line, r.field, r.reason, r.excerpt, r.received_at]) AS found
