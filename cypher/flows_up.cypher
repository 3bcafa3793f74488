// Nodes as in a lineage, by their keys.
UNWIND $rows AS key
MATCH (a:{label} {key: key})
USING INDEX SEEK a:{label}(key)
RETURN collect([a:Lot, properties(a), {flows_in}]) AS found
