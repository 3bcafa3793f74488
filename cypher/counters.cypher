MATCH (s:Store {id: 'store'})
RETURN [coalesce(s.versions, 0), coalesce(s.rejected, 0)] AS found
