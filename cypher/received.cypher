MATCH (r:Record)
USING INDEX SEEK r:Record(seq)
WHERE $after < r.seq <= $last
RETURN collect(DISTINCT r.record) AS found
