// The numbers of invoices that are only referred to, in order, as a column.
MATCH (i:Invoice)
USING INDEX SEEK i:Invoice(key)
WHERE i.key > $after AND NOT coalesce(i.known, false)
WITH i ORDER BY i.key LIMIT $most
RETURN [collect(i.key)] AS found
