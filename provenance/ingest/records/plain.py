"""A value as a message may quote it: short, on one line, printable."""

from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches

LONGEST = 60
_SPELLED = {"True": "true", "False": "false", "nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
_NAMES = {type(None): "nothing", dict: "an object", list: "a list", tuple: "a list"}


def shown(value: object, longest: int = LONGEST) -> str:
    """Return what was given in at most about `longest` characters, texts in quotes."""
    if isinstance(value, str):
        return f"'{printable(value, longest)}'"
    if isinstance(value, int) and value.bit_length() > 3 * longest:
        # str() of a very long integer is slow, and refused by Python itself.
        return f"a number of about {value.bit_length() * 3 // 10} digits"
    if isinstance(value, (int, float, Decimal)):
        return printable(_SPELLED.get(str(value), str(value)), longest)
    return _NAMES.get(type(value), f"a {type(value).__name__}")


def digits(number: Decimal) -> str:
    """Return a number in plain digits: no exponent, no zeros at the end of its decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printable(text: str, longest: int) -> str:
    """Return the start of a text with every character that does not print replaced."""
    start = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:longest])
    return start + ("…" if len(text) > longest else "")


def did_you_mean(given: object, known: Iterable[str]) -> str:
    """Return "; did you mean x?" with the nearest known name, else "; known: …" with all."""
    names = sorted(known)
    near = get_close_matches(str(given)[:LONGEST].lower(), names, n=1, cutoff=0.7)
    return f"; did you mean {near[0]}?" if near else f"; known: {', '.join(names)}"
