CREATE INDEX ConclusionChange_subject IF NOT EXISTS FOR (c:ConclusionChange) ON (c.subject)
