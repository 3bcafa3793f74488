// Goes over all records: asked only once a conclusion has changed, and cheaper than an index that
// every load would have to keep.
MATCH (r:Record)
WHERE $after < r.seq <= $last
RETURN collect(DISTINCT r.record) AS found
