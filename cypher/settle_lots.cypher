// The lots of one product; returns those that were another product before, and which.
UNWIND $rows AS row
MATCH (lot:Lot {key: row.key})
WITH lot, row, lot.product AS was
SET lot:{labels}
SET lot += row
WITH row, was WHERE was <> coalesce(row.product, '')
RETURN collect([was, row.key]) AS found
