MATCH (p:Publication)
RETURN p.done < p.begun AS found
