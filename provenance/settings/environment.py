"""Settings as environment variables have them: PROVENANCE_NAME, and PROVENANCE_GROUP__NAME."""

from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import EnvSettingsSource


class Environment(EnvSettingsSource):
    """The environment. What should be JSON and is none is left for validation, which names it."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        """A value out of JSON, or as it stands where it is none."""
        try:
            return super().decode_complex_value(field_name, field, value)
        except (ValueError, RecursionError):
            return value
