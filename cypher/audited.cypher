MATCH (s:Store {id: 'store'})
SET s.audited = $last, s.audited_at = $now
