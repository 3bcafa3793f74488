MERGE (s:Store {id: 'store'})
MERGE (p:Publication) ON CREATE SET p.begun = 0, p.done = 0
