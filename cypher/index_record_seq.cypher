CREATE INDEX Record_seq IF NOT EXISTS FOR (r:Record) ON (r.seq)
