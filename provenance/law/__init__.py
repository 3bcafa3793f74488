"""The law as data: articles, what they say, whom they bind and from when; what is on record added.

Tables are CSV files beside the modules; which article a rule rests on belongs in `rules/law`.
"""
