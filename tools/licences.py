"""Under which licences what is installed may be used, held to those that licences.csv allows."""

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path

ALLOWED = Path(__file__).with_suffix(".csv")

Terms = list[list[str]]
"""Licences to choose from, each a list of those that hold together."""


def allowed() -> set[tuple[str, str]]:
    """Each licence that is allowed, with the package it is allowed of; * is any."""
    with ALLOWED.open(encoding="utf-8", newline="") as file:
        return {(row["package"], row["licence"]) for row in csv.DictReader(file)}


def terms(expression: str | None, classifiers: Iterable[str], text: str | None) -> Terms:
    """The licences of a package, as its metadata has them: the firmest way they are told.

    What has several classifiers may be used under none of them alone, as far as they tell.
    """
    if expression:
        choices = re.split(r"\s+OR\s+", re.sub(r"[()]", "", expression))
        return [re.split(r"\s+AND\s+", choice) for choice in choices]
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License :: ")]
    lines = (text or "").strip().splitlines()
    return [named or lines[:1] or ["unknown"]]


def refused(package: str, of: Terms, by: set[tuple[str, str]]) -> list[str]:
    """The licences that stand in the way of using a package; none where a choice of it has none."""
    each = [[one for one in choice if not {(package, one), ("*", one)} & by] for choice in of]
    return [] if [] in each else [one for choice in each for one in choice]


def installed() -> Iterator[tuple[str, Terms]]:
    """Every package that is installed beside ours, with its licences."""
    for one in distributions():
        said: Mapping[str, str] = one.metadata
        name = said["Name"].lower()
        if name != "provenance":
            classifiers = one.metadata.get_all("Classifier") or []
            yield name, terms(said.get("License-Expression"), classifiers, said.get("License"))


def main() -> int:
    """Say which package may not be used as it is; 1 where there is one."""
    by = allowed()
    wrong = {name: found for name, of in sorted(installed()) if (found := refused(name, of, by))}
    for name, found in wrong.items():
        print(f"{name}: {'; '.join(found)} is not allowed by {ALLOWED.name}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
