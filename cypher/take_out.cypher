// Takes out some of what is kept; returns whether there was any.
MATCH (n:{any_of})
WITH n LIMIT 10000
DETACH DELETE n
RETURN count(*) > 0 AS found
