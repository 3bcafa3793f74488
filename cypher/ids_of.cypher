UNWIND $rows.{label} AS key
MATCH (n:{label} {key: key})
RETURN ['{label}', key, elementId(n)] AS row
