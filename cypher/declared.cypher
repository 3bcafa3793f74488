// The subjects that a declaration's imports and exports are.
MATCH (e:Event)-[:DECLARED_IN]->(:Declaration {key: $declaration})
RETURN collect('Event:' + e.key) AS found
