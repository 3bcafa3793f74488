MATCH (n:{label})
WHERE n.known AND coalesce(n.month, n.period, n.date) STARTS WITH $period
WITH n ORDER BY n.key
RETURN collect(properties(n)) AS found
