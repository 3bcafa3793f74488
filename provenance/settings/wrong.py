"""What is wrong with settings, in one line: which, where it is set, and what is right."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import SecretStr, ValidationError

from provenance.model.message import Message
from provenance.model.text import shown
from provenance.settings.names import GROUPS, PATHS, Place, default_of, variable

NO_STORE = (
    "{it} is no store: write sqlite:///PATH, or neo4j://HOST:7687 with NEO4J_USER and"
    " NEO4J_PASSWORD in the environment"
)

_WRONG: Mapping[str, str] = {
    "int_parsing": "{it} is not a whole number",
    "int_type": "{it} is not a whole number",
    "int_from_float": "{it} is not a whole number",
    "int_parsing_size": "{it} is too large",
    "float_parsing": "{it} is not a number",
    "float_type": "{it} is not a number",
    "finite_number": "{it} is not a number",
    "bool_parsing": "{it} is neither true nor false",
    "bool_type": "{it} is neither true nor false",
    "greater_than": "{it} is not more than {gt}",
    "greater_than_equal": "{it} is less than {ge}",
    "less_than": "{it} is not less than {lt}",
    "less_than_equal": "{it} is more than {le}",
    "string_type": "{it} is no text in quotes",
    "enum": "{it} is not {expected}",
    "tuple_type": "{it} is no list",
    "dict_type": "{it} is no table",
    "model_type": "{it} is no table: write one at a time, such as {first}",
    "dataclass_type": "{it} is no table: write one at a time, such as {first}",
    "no_store": NO_STORE,
    "no_origin": "{it} is no origin of pages: write such as https://desk.example.cn, no path",
    "no_url": "{it} is no address: write such as https://login.example.cn, without a path where"
    " the service itself is meant; http:// on loopback alone",
    "short_secret": "{it} is too short: make one with openssl rand -base64 32",
    "too_short": "{it} is too few",
    "no_network": "{it} is no address: write such as 10.0.0.7, or 10.0.0.0/8 for all that begin so",
    "no_range": "{key}: from {least} to {most} is no range",
    "below_zero": "{value} is below 0",
}
"""What is said of each kind of error, pydantic's and `values`'."""


def in_words(error: ValidationError, source: Callable[[Place], str]) -> Message:
    """What is wrong with settings; `source` says where one comes from."""
    lines = tuple(_line(one, source) for one in error.errors(include_url=False))
    return lines[0] if len(lines) == 1 else Message("{several}", several=lines)


def _line(one: Any, source: Callable[[Place], str]) -> Message:
    place = tuple(str(part) for part in one["loc"][:2] if isinstance(part, str))
    if "of" in one.get("ctx", {}):  # one of a group that was looked at as a whole
        place = (*place, one["ctx"]["of"])
    wrong = _wrong(one, place)
    set_by = source(place)
    if set_by.startswith("--") or set_by == variable(place):
        return Message("{name}: {wrong}", name=set_by, wrong=wrong)
    return Message("{name} in {file}: {wrong}", name=".".join(place), file=set_by, wrong=wrong)


def _wrong(one: Any, place: Place) -> Message:
    if one["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        known = GROUPS.get(place[0], ()) if len(place) > 1 else {path[0] for path in PATHS}
        near = get_close_matches(place[-1].lower(), known, n=1)
        if near:
            return Message("there is no such setting; did you mean {near}?", near=near[0])
        return Message("there is no such setting; there are {known}", known=tuple(sorted(known)))
    given = "…" if _is_secret(place) else shown(one["input"])
    context = {
        name: f"{value:g}" if isinstance(value, float) else value
        for name, value in one.get("ctx", {}).items()
    }
    first = variable((place[0], min(GROUPS.get(place[0], ("",)))))
    words = _WRONG.get(one["type"], "{it} is not right: {told}")
    wrong = Message(words, **{"it": given, "told": one["msg"], "first": first, **context})
    example = _example(place)
    if not example or one["type"] in ("no_store", "no_origin", "no_url", "no_network"):
        return wrong
    return Message("{wrong}; write such as {example}", wrong=wrong, example=example)


def _is_secret(place: Place) -> bool:
    return place in PATHS and isinstance(default_of(place), SecretStr)


def _example(place: Place) -> str:
    """What would be right: the default, where it says something."""
    if place not in PATHS or _is_secret(place) or isinstance(default_of(place), Mapping):
        return ""
    default = default_of(place)
    return str(default).lower() if isinstance(default, bool) else str(default or "")
