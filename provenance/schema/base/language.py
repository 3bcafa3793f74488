"""In which language something is to be said."""

from typing import Annotated

from strawberry import argument

from provenance.schema.base.enums import Language

In = Annotated[Language, argument(description="In which language, English unless asked.")]
