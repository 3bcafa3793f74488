UNWIND $rows AS row
MATCH (tail:{tail} {key: row[0]})-[e:{type}]->(head:{head} {key: row[1]})
WHERE coalesce(e.n, 0) = row[2]
DELETE e
