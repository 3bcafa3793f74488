"""Who someone is, as a user of the service's own or a provider's token says, within the roles."""

from collections.abc import Mapping
from typing import Any

from provenance.access.identity.tokens import RefusedError
from provenance.access.viewer import Authority, Role, Viewer
from provenance.graph.port.access import User
from provenance.model.codes.enterprises import CREDIT_CODE
from provenance.model.codes.places import REGION
from provenance.model.errors import MisuseError
from provenance.model.message import Message
from provenance.model.text import has_lone_surrogate, printable
from provenance.settings.access import Access

OF_AN_ENTERPRISE = frozenset({Role.ENTERPRISE, Role.IMPORTER})
OF_AN_AUTHORITY = frozenset({Role.CUSTOMS, Role.INVESTIGATOR, Role.REGULATOR})

LONGEST_NAME, LENGTH_OF_A_CODE = 100, 18


def viewer(  # noqa: PLR0913 - all that a viewer is
    id_: str,
    role: str,
    *,
    name: str,
    enterprise: str | None = None,
    region: str | None = None,
    authority: str | None = None,
) -> Viewer:
    """Someone in a role, with what that role is of and nothing else. Raises MisuseError."""
    held, files = Role(_one_of(Role, role)), authority and Authority(_one_of(Authority, authority))
    if held is Role.OWNER:
        raise MisuseError(Message("nobody who signs in is the owner: name another role"))
    if not name.strip() or has_lone_surrogate(name) or name != seen(name):
        raise MisuseError(
            Message(
                "a name has 1 to {most} characters, all of which can be seen", most=LONGEST_NAME
            )
        )
    _fit("enterprise", enterprise, held in OF_AN_ENTERPRISE, held in OF_AN_ENTERPRISE, held)
    of_place = held is Role.REGULATOR or files is Authority.LOCAL
    _fit("region", region, of_place, of_place, held)
    _fit("authority", authority, False, held in OF_AN_AUTHORITY, held)
    return Viewer(
        id=id_,
        role=held,
        name=name,
        enterprise=_credit_code(enterprise) if enterprise else None,
        region=REGION.asked(region) if region else None,
        authority=files or None,
    )


def _credit_code(text: str) -> str:
    """A credit code in full: by part of one nobody would be seen, or somebody else."""
    code = CREDIT_CODE.asked(text)
    if len(code) != LENGTH_OF_A_CODE:
        raise MisuseError(Message("{code} is no unified social credit code", code=seen(code)))
    return code


def seen(name: str) -> str:
    """A name as far as it can be seen."""
    return printable(name.strip(), LONGEST_NAME)


def _one_of(words: type[Role] | type[Authority], said: str) -> str:
    known = [word.value for word in words if word is not Role.OWNER]
    found = next((word for word in (*known, Role.OWNER) if word.lower() == said.lower()), None)
    if found is None:
        raise MisuseError(
            Message("{said} is none of {known}", said=printable(said, 40), known=tuple(known))
        )
    return found


def _fit(what: str, said: str | None, needed: bool, may: bool, role: Role) -> None:
    if needed and not said:
        raise MisuseError(Message("{role} needs --{what}", role=role.value, what=what))
    if said and not may:
        raise MisuseError(Message("{role} has no --{what}", role=role.value, what=what))


def of_user(user: User) -> Viewer:
    """Who a user of the service's own is."""
    return Viewer(
        id=user.name,
        role=Role(user.role),
        name=user.name,
        enterprise=user.enterprise,
        region=user.region,
        authority=Authority(user.authority) if user.authority else None,
    )


def of_claims(claims: Mapping[str, Any], terms: Access) -> Viewer:
    """Who a provider's token says someone is. Raises RefusedError where it is nobody's role."""
    said = {
        "role": claims.get(terms.role_claim),
        "enterprise": claims.get(terms.enterprise_claim) or None,
        "region": claims.get(terms.region_claim) or None,
        "authority": claims.get(terms.authority_claim) or None,
        "name": claims.get(terms.name_claim) or claims["sub"],
    }
    if not said["role"] or not all(isinstance(value, str | None) for value in said.values()):
        raise RefusedError("role")
    name, role = seen(said.pop("name")), said.pop("role")
    try:
        return viewer(f"{claims['iss']}#{claims['sub']}", role, name=name, **said)
    except MisuseError:
        raise RefusedError("role") from None
