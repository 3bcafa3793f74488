UNWIND $rows AS row
MATCH (:Lot {key: row[0]})-[d:INPUT]->(:Event {key: row[1]})
SET d.supported = row[2]
