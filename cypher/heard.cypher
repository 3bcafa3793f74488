// The number of the last version received, and of the last that an audit has taken account of.
MATCH (s:Store {id: 'store'})
RETURN [coalesce(s.versions, 0), s.audited] AS found
