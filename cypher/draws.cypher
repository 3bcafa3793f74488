// Events of some enterprises and months with their draws, whose record was there by then.
UNWIND $rows AS key
MATCH (:Enterprise {key: key})<-[:BY]-(e:Event)
WHERE e.grants IS NOT NULL AND $first <= e.date < $behind AND EXISTS {
  MATCH (r:Record {record: e.key})
  WHERE datetime(r.received_at) <= datetime($known_by)
}
RETURN collect(e {.kind, .id, .date, .enterprise, .ore_class, .grants}) AS found
