UNWIND $rows AS number
MATCH (e:Enterprise {key: number})
WHERE e.known
RETURN collect(number) AS found
