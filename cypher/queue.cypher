UNWIND $rows AS row
CREATE (:Unaudited {label: row[0], keys: row[1]})
