"""Documents for authorities: a month's summary, the year-end inspection summary (Order 71).

What they show is worked out in `supervision`; here it is gathered, tabled and written.
"""
