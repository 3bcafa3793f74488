MATCH (e:Event)
WHERE e.lacking = true
RETURN collect(DISTINCT e.enterprise) AS found
