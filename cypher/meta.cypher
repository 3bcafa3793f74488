// The form of what is kept, and how far it is where it is being written anew. A database that
// holds no records is of today's form; of one that does and does not say it, it is not known.
MERGE (s:Store {id: 'store'})
MERGE (p:Publication) ON CREATE SET p.begun = 0, p.done = 0
WITH s
CALL (s) {
  WITH s
  WHERE s.form IS NULL AND s.rebuilding IS NULL AND NOT EXISTS { MATCH (:Record) }
  SET s.form = $form
}
RETURN [coalesce(s.form, 0), s.rebuilding] AS found
