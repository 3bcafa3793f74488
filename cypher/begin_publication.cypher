MERGE (p:Publication) ON CREATE SET p.begun = 0, p.done = 0
SET p.begun = p.begun + 1
RETURN p.begun AS found
