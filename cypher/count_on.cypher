MATCH (s:Store {id: 'store'})
SET s.versions = $versions, s.rejected = $rejected
