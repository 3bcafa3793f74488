"""Each role has what it is of, and nothing else; a provider makes nobody an owner."""

from typing import Any

import pytest

from provenance.access.identity.people import of_claims, viewer
from provenance.access.identity.tokens import RefusedError
from provenance.access.viewer import Authority, Role, Viewer
from provenance.model.errors import MisuseError
from provenance.settings.access import Access
from tests.graph.kit import MINE

TERMS = Access(issuer="https://login.example.cn")


@pytest.mark.parametrize(
    ("role", "more"),
    [
        ("customs", {"authority": "GAC"}),
        ("Investigator", {}),
        ("regulator", {"region": "150000"}),
        ("regulator", {"region": "150000", "authority": "local"}),
        ("investigator", {"region": "150000", "authority": "LOCAL"}),
        ("enterprise", {"enterprise": MINE}),
        ("importer", {"enterprise": MINE}),
        ("operator", {}),
        ("admin", {}),
        ("auditor", {}),
    ],
)
def test_who_there_may_be(role: str, more: dict[str, Any]) -> None:
    made = viewer("1", role, name="王", **more)
    assert (made.id, made.role, made.name) == ("1", Role(role.lower()), "王")
    assert (made.enterprise, made.region) == (more.get("enterprise"), more.get("region"))


@pytest.mark.parametrize(
    ("role", "more", "told"),
    [
        ("owner", {}, "nobody who signs in is the owner"),
        ("king", {}, "king is none of customs, investigator"),
        ("", {}, " is none of"),
        ("enterprise", {}, "enterprise needs --enterprise"),
        ("enterprise", {"enterprise": "91"}, "91 is no unified social credit code"),
        ("importer", {"enterprise": MINE, "region": "150000"}, "importer has no --region"),
        ("enterprise", {"enterprise": MINE, "authority": "STA"}, "enterprise has no --authority"),
        ("regulator", {}, "regulator needs --region"),
        ("regulator", {"region": "999999"}, "region"),
        ("customs", {"authority": "local"}, "customs needs --region"),
        ("customs", {"authority": "FBI"}, "FBI is none of MIIT"),
        ("customs", {"region": "150000"}, "customs has no --region"),
        ("auditor", {"enterprise": MINE}, "auditor has no --enterprise"),
        ("auditor", {"name": " "}, "a name has 1 to 100 characters"),
        ("auditor", {"name": "a" * 101}, "a name has 1 to 100 characters"),
        ("auditor", {"name": "a\u202eb"}, "a name has 1 to 100 characters"),
        ("auditor", {"name": "a\x1b[31m"}, "a name has 1 to 100 characters"),
        ("auditor", {"name": "\ud800"}, "a name has 1 to 100 characters"),
        ("auditor", {"name": " a"}, "a name has 1 to 100 characters"),
    ],
)
def test_who_there_is_not(role: str, more: dict[str, Any], told: str) -> None:
    with pytest.raises(MisuseError, match=told):
        viewer("1", role, **{"name": "王", **more})


def claims(**more: Any) -> dict[str, Any]:
    return {
        "iss": "https://login.example.cn",
        "sub": "4711",
        "name": "李娜",
        "provenance_role": "customs",
        "provenance_authority": "GAC",
        **more,
    }


def test_what_a_provider_says() -> None:
    assert of_claims(claims(), TERMS) == Viewer(
        "https://login.example.cn#4711", Role.CUSTOMS, "李娜", authority=Authority.GAC
    )
    assert of_claims(claims(name=None), TERMS).name == "4711"
    assert of_claims(claims(name="x" * 200), TERMS).name == "x" * 100 + "…"
    named = Access(issuer="https://login.example.cn", role_claim="part", name_claim="alias")
    found = of_claims(claims(part="auditor", alias="A", provenance_authority=None), named)
    assert (found.role, found.name) == (Role.AUDITOR, "A")


@pytest.mark.parametrize(
    "more",
    [
        {"provenance_role": "owner"},
        {"provenance_role": None},
        {"provenance_role": ["customs"]},
        {"provenance_role": "customs", "provenance_authority": ["GAC"]},
        {"provenance_role": "enterprise"},
        {"provenance_role": "enterprise", "provenance_enterprise": 91150000701463622},
        {"provenance_role": "auditor"},
        {"name": 7},
        {"name": "\n"},
    ],
)
def test_what_a_provider_cannot_say(more: dict[str, Any]) -> None:
    with pytest.raises(RefusedError, match="role"):
        of_claims(claims(**more), TERMS)
