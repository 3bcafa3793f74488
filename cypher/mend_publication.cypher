// For whoever holds the lock: no commit is under way, so what one left open by dying is done.
MATCH (p:Publication)
WHERE p.done < p.begun
SET p.done = p.begun
