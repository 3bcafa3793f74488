  UNWIND $rows.{label} AS key
  MATCH (n:{label} {key: key})
  USING INDEX SEEK n:{label}(key)
  RETURN ['{label}', key, elementId(n)] AS row
