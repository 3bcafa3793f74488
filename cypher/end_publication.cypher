MATCH (p:Publication)
WHERE p.done < $number
SET p.done = $number
