"""A provenance graph for rare earths: lineage, mass and quota, joined."""
