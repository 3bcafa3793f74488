"""What settings may hold, where saying a type and a range is not enough."""

import json
import re
from contextlib import suppress
from dataclasses import asdict
from ipaddress import ip_network
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import SecretStr
from pydantic_core import PydanticCustomError

from provenance.model.loopback import is_loopback
from provenance.model.targeting import Targeting
from provenance.model.thresholds import Thresholds

Numbers = TypeVar("Numbers", Thresholds, Targeting)

SQLITE = "sqlite:///"
NEO4J = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def store_address(address: str) -> str:
    """An address that may be a store's; whether one is there shows when it is opened."""
    of_file = address.startswith(SQLITE) and address != SQLITE and "\0" not in address
    if of_file or (address.startswith(NEO4J) and _has_host(address)):
        return address
    raise PydanticCustomError("no_store", "no store")


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, half a bracket
        return False


def origin(page: str) -> str:
    """Where a page comes from, or * for anywhere: no path, no slash at its end."""
    if re.fullmatch(r"\*|https?://[^/\s,]+", page):
        return page
    raise PydanticCustomError("no_origin", "no origin of pages")


def network(addresses: str) -> str:
    """One address or those that begin alike, such as 10.0.0.0/8."""
    try:
        ip_network(addresses, strict=False)
    except ValueError:
        raise PydanticCustomError("no_network", "no addresses") from None
    return addresses


def secure_url(address: str) -> str:
    """An address that nobody on the way can read or change: https, or of this machine; or none."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    plain = not (parts.username or parts.query or parts.fragment or re.search(r"\s", address))
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if address and not (host and plain and safe):
        raise PydanticCustomError("no_url", "no address")
    return address


def base_url(address: str) -> str:
    """Where the service is reached: https, or of this machine, without a path; or none."""
    base = secure_url(address).rstrip("/")
    if urlsplit(base).path:
        raise PydanticCustomError("no_url", "no address")
    return base


def long_secret(secret: SecretStr) -> SecretStr:
    """A secret too long to be guessed, or none."""
    if 0 < len(secret.get_secret_value()) < 32:
        raise PydanticCustomError("short_secret", "too short")
    return secret


def parted(given: object) -> object:
    """A list written as one text: as JSON, or its elements at the commas."""
    listed = decoded(given)
    if not isinstance(listed, str):
        return listed
    return tuple(filter(None, (part.strip() for part in listed.split(","))))


def with_tables(given: object) -> object:
    """Thresholds of which a table may be written as JSON, as an environment variable has it."""
    if not isinstance(given, dict):
        return given
    return {name: decoded(value) for name, value in given.items()}


def decoded(value: object) -> Any:
    """A table or a list out of JSON; anything else, and what is no JSON, as it stands."""
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
        with suppress(ValueError, RecursionError):
            return json.loads(value)
    return value


def sensible(numbers: Numbers) -> Numbers:
    """Numbers none of which is below zero, and no range of which ends before it begins."""
    for name, value in asdict(numbers).items():
        ranges = value if isinstance(value, dict) else {}
        for key, (least, most) in ranges.items():
            if not 0 <= least <= most:
                about = {"of": name, "key": key, "least": least, "most": most}
                raise PydanticCustomError("no_range", "no range", about)
        if not ranges and value < 0:
            raise PydanticCustomError("below_zero", "below 0", {"of": name, "value": value})
    return numbers
