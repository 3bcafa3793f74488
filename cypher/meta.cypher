// A database made by an older version has a store that keeps no sums by month yet.
MERGE (s:Store {id: 'store'}) ON CREATE SET s.sums = true
MERGE (p:Publication) ON CREATE SET p.begun = 0, p.done = 0
RETURN coalesce(s.sums, false) AS found
