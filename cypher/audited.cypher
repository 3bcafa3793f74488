MATCH (s:Store {id: 'store'})
SET s.audited = $last
