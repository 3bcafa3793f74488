CREATE INDEX Rejected_number IF NOT EXISTS FOR (r:Rejected) ON (r.number)
