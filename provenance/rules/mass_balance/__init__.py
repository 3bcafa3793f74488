"""Findings on mass: more out than in, drawn twice, implausible recoveries, oxides, claims.

Whether a mass had a right to exist belongs in `rules/quota_origin`.
"""
