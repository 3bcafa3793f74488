// The subjects that a declaration's imports and exports are.
MATCH (e:Event)-[:DECLARED_IN]->(d:Declaration {key: $declaration})
USING INDEX SEEK d:Declaration(key)
RETURN collect('Event:' + e.key) AS found
