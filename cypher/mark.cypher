UNWIND $rows AS row
CREATE (m:Mark {touch: row[0], keys: row[1], n: size(row[1])})
