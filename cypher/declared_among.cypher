// As declared_up and declared_down, of those with some numbers: each is looked up.
UNWIND $keys AS key
MATCH (d:Declared {key: key})
USING INDEX SEEK d:Declared(key)
WHERE {declared_matches}
RETURN collect([d.key, d.newest, d.unlawful, d.heaviest]) AS found
