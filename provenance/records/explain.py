"""What is wrong with a record, in the words of whoever filed it."""

import re
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError

from provenance.model.text import did_you_mean, printable, shown
from provenance.records.kinds.shapes import part_of

_NAME = 60
# pydantic lists words as 'ore', and members of an enum as <Product.ORE: 'ore'>.
_ENUM_MEMBER = re.compile(r"<[\w.]+: '(\w+)'>|'(\w+)'")


def explain(error: ValidationError, model: type[BaseModel]) -> tuple[str, str]:
    """Return the field (a dotted path, or "" for the record as a whole) and the reason.

    Of several problems the first is told, and how many more there are.
    """
    problems = error.errors(include_url=False)
    # A misspelt field is also a missing one; only its spelling says what to do about it.
    first = min(problems, key=lambda problem: problem["type"] != "extra_forbidden")
    field, reason = explained(first, model)
    if more := len(problems) - 1:
        reason += f" (and {more} more problem{'s' * (more > 1)} in this record)"
    return field, reason


def explained(problem: Any, model: type[BaseModel]) -> tuple[str, str]:
    """Return the field of one problem, as pydantic lists it, and the reason."""
    field = ".".join(printable(str(step), _NAME) for step in problem["loc"] if step != "[key]")
    say = _SAY.get(problem["type"], _as_pydantic_says)
    return field, f"{field} {say(problem, model)}".strip()


def _as_pydantic_says(problem: Any, _: type[BaseModel]) -> str:
    return f"is not as it should be: {printable(problem['msg'], 200)}"


def _own_words(problem: Any, _: type[BaseModel]) -> str:
    return str(problem["ctx"]["error"])


def _unknown_field(problem: Any, model: type[BaseModel]) -> str:
    *outer, name = problem["loc"]
    owner, title = model, str(model.model_fields["record"].default)
    for step in outer:
        if isinstance(step, str):
            owner, title = part_of(owner, step) or owner, step
    return f"is not a field of {title}{did_you_mean(name, owner.model_fields)}"


def _one_of(problem: Any, _: type[BaseModel]) -> str:
    expected = _ENUM_MEMBER.sub(r"\1\2", problem["ctx"]["expected"])
    return f"must be {expected}, got {shown(problem['input'])}"


def _must_be(what: str) -> Callable[[Any, type[BaseModel]], str]:
    def say(problem: Any, _: type[BaseModel]) -> str:
        return f"must be {what}, got {shown(problem['input'])}"

    return say


def _plainly(what: str) -> Callable[[Any, type[BaseModel]], str]:
    def say(_: Any, __: type[BaseModel]) -> str:
        return what

    return say


def _too_long(problem: Any, _: type[BaseModel]) -> str:
    longest = problem["ctx"]["max_length"]
    return f"may have at most {longest} characters, got {len(problem['input'])}"


_SAY: dict[str, Callable[[Any, type[BaseModel]], str]] = {
    "missing": _plainly("is missing"),
    "value_error": _own_words,
    "extra_forbidden": _unknown_field,
    "enum": _one_of,
    "literal_error": _one_of,
    "string_type": _must_be("text in quotes"),
    "string_unicode": _plainly("must be text, but holds half a character"),
    "string_sub_type": _must_be("text in quotes"),
    "string_too_short": _plainly("must not be empty (a field without a value is left out)"),
    "string_too_long": _too_long,
    "string_pattern_mismatch": _plainly(
        "must not hold control characters such as NUL, tabs or line breaks"
    ),
    "tuple_type": _must_be("a list"),
    "too_short": _plainly("must name at least one"),
    "model_type": _must_be("an object"),
    "mapping_type": _must_be("an object"),
    "dict_type": _must_be("an object"),
    "bool_type": _must_be("true or false"),
}
