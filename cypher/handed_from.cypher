// The lots that each was handed on from by transfers alone: a chain, but for lots that two claim.
UNWIND $rows AS key
MATCH (l:Lot {key: key}) ((:Lot)<-[:OUTPUT]-(:Transfer)<-[:INPUT]-(:Lot)){1,1000} (from:Lot)
USING INDEX SEEK l:Lot(key)
RETURN collect(DISTINCT [key, from.key]) AS found
