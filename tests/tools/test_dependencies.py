"""What the checks of dependencies say: of licences by what is installed, of vulnerabilities."""

import json

import pytest

from tools import licences, vulnerable


def test_what_is_installed_may_be_used() -> None:
    assert licences.main() == 0


def test_every_exception_names_a_package_and_why() -> None:
    for package, licence in licences.allowed():
        assert package == package.lower()
        assert licence


@pytest.mark.parametrize(
    ("expression", "classifiers", "text", "refused"),
    [
        ("MIT", (), None, []),
        ("GPL-3.0-only OR (MIT AND ISC)", (), None, []),
        ("MIT AND GPL-3.0-only", (), None, ["GPL-3.0-only"]),
        ("AGPL-3.0-only", ("License :: OSI Approved :: MIT License",), "MIT", ["AGPL-3.0-only"]),
        (None, ("License :: OSI Approved :: MIT License", "Topic :: X"), "GPL", []),
        (None, (), "MIT\nmore of it", []),
        (None, (), "Do what you like", ["Do what you like"]),
        (None, (), None, ["unknown"]),
    ],
)
def test_a_licence_that_nobody_allowed_stands_in_the_way(
    expression: str | None, classifiers: tuple[str, ...], text: str | None, refused: list[str]
) -> None:
    of = licences.terms(expression, classifiers, text)
    assert licences.refused("some", of, licences.allowed()) == refused


def test_a_package_by_itself_may_be_under_another() -> None:
    of = licences.terms("LGPL-2.1-only", (), None)
    assert licences.refused("pycountry", of, licences.allowed()) == []
    assert licences.refused("other", of, licences.allowed()) == ["LGPL-2.1-only"]


KNOWN = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
UNKNOWN = {"name": "c", "skip_reason": "Dependency not found on PyPI and could not be audited"}
OURS = {"name": "provenance", "skip_reason": "distribution marked as editable"}


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        ([KNOWN, OURS], 0, ["1 packages looked up for known vulnerabilities"]),
        ([KNOWN, BAD], 1, ["b 2: PYSEC-1, mended in 2.1", "2 packages looked up"]),
        ([KNOWN, UNKNOWN], 0, ["1 packages looked up", "NOT AUDITED, as the service does not"]),
        ([UNKNOWN, OURS], 0, ["NOT AUDITED: the service knows none of the packages"]),
    ],
)
def test_what_could_not_be_looked_up_is_said(
    found: list[dict[str, object]], code: int, said: list[str]
) -> None:
    ended, lines = vulnerable.judged(json.dumps({"dependencies": found}))
    assert ended == code
    assert len(lines) == len(said)
    assert all(line.startswith(begins) for line, begins in zip(lines, said, strict=True))


def test_a_service_that_does_not_answer_is_said_so() -> None:
    assert vulnerable.judged("")[0] == 0
    assert vulnerable.judged("")[1][0].startswith("NOT AUDITED")
