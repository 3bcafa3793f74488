MATCH (s:Store {id: 'store'})
SET s.settled_at = $now
