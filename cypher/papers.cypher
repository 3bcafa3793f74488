// Documents on record.
CALL () {
  UNWIND $declarations AS key
  MATCH (n:Declaration {key: key})
  USING INDEX SEEK n:Declaration(key)
  RETURN n
  UNION ALL
  UNWIND $inspections AS key
  MATCH (n:Inspection {key: key})
  USING INDEX SEEK n:Inspection(key)
  RETURN n
  UNION ALL
  UNWIND $invoices AS key
  MATCH (n:Invoice {key: key})
  USING INDEX SEEK n:Invoice(key)
  RETURN n
}
WITH n WHERE n.known
RETURN collect([labels(n), properties(n)]) AS found
