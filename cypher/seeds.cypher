// Lots and events; what made lots; what names documents: a part of other queries.
CALL () {
  UNWIND $lots AS key
  MATCH (seed:Lot {key: key})
  USING INDEX SEEK seed:Lot(key)
  RETURN seed
  UNION
  UNWIND $events AS key
  MATCH (seed:Event {key: key})
  USING INDEX SEEK seed:Event(key)
  RETURN seed
  UNION
  UNWIND $made AS key
  MATCH (l:Lot {key: key})<-[:OUTPUT]-(seed)
  USING INDEX SEEK l:Lot(key)
  RETURN seed
  UNION
  UNWIND $declarations AS key
  MATCH (d:Declaration {key: key})<-[:DECLARED_IN]-(seed:Event)
  USING INDEX SEEK d:Declaration(key)
  RETURN seed
  UNION
  UNWIND $inspections AS key
  MATCH (d:Inspection {key: key})<-[:INSPECTED_IN]-(seed:Event)
  USING INDEX SEEK d:Inspection(key)
  RETURN seed
  UNION
  UNWIND $invoices AS key
  MATCH (d:Invoice {key: key})<-[:INVOICED_BY]-(seed:Event)
  USING INDEX SEEK d:Invoice(key)
  RETURN seed
}
