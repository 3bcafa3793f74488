// How many events of each kind there are.
MATCH (n:Event)
WHERE n.known
WITH split(n.key, ':')[0] AS kind, count(n) AS n
RETURN collect([kind, n]) AS found
