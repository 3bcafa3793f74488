MATCH (s:Store {id: 'store'})
RETURN coalesce(s.sums, false) AS found
