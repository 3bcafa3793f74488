// Invoices on record in order of key, as columns.
MATCH (i:Invoice)
USING INDEX SEEK i:Invoice(key)
WHERE i.key > $after AND i.known
WITH i ORDER BY i.key LIMIT $most
WITH collect(i) AS all
RETURN [[i IN all | i.key], [i IN all | i.issued_on], [i IN all | i.status], [i IN all | i.seller],
  [i IN all | i.buyer], [i IN all | i.rare_earth_mark], [i IN all | i.lines]] AS found
