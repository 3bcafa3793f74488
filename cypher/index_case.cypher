CREATE INDEX CaseVersion_case IF NOT EXISTS FOR (c:CaseVersion) ON (c.case_id)
