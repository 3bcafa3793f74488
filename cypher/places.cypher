{seeds}
RETURN collect([seed:Lot, seed.key]) AS found
