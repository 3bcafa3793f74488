MATCH (s:Store {id: 'store'})
RETURN s.rebuilding AS found
