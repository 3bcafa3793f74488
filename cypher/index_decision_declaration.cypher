CREATE INDEX Decision_declaration IF NOT EXISTS FOR (d:Decision) ON (d.declaration)
