MATCH (n:{label})
WHERE n.known
RETURN count(n) AS found
