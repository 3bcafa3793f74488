"""Print the schema in GraphQL's own words: `python -m provenance.schema`."""

from provenance.schema.schema import Schema
from provenance.settings import Settings

if __name__ == "__main__":
    print(Schema(Settings()).as_str())
