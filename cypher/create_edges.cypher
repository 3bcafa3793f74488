UNWIND $rows AS row
MATCH (tail:{tail} {key: row[0]})
MATCH (head:{head} {key: row[1]})
CREATE (tail)-[e:{type}]->(head)
SET e = row[2]
