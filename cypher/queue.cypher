MATCH (s:Store {id: 'store'})
UNWIND $rows AS row
CREATE (:Unaudited {label: row[0], keys: row[1], turn: coalesce(s.audits, 0)})
