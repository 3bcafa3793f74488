"""Documents for authorities: a month's summary, the year-end inspection summary (Order 71)."""
