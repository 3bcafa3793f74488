CREATE INDEX Raising_raised IF NOT EXISTS FOR (r:Raising) ON (r.raised)
