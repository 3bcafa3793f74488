// The lots of one product; returns those that were another product before, and which.
UNWIND $rows AS row
MATCH (lot:Lot {key: row[0]})
WITH lot, row, lot.product AS was
SET lot:{labels}
SET lot += row[1]
WITH row, was WHERE was <> coalesce(row[1].product, '')
RETURN collect([was, row[0]]) AS found
