CREATE INDEX Record_record IF NOT EXISTS FOR (r:Record) ON (r.record)
