MATCH (s:Store {id: 'store'})
SET s.sums = true
