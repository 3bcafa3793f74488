CREATE INDEX Session_family IF NOT EXISTS FOR (s:Session) ON (s.family)
