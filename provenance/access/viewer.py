"""Who looks at the graph: a person or a program, in one role, of one firm, region or authority."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What someone signed in is here for; the owner of a local file sees all of it."""

    OWNER = "owner"
    CUSTOMS = "customs"
    INVESTIGATOR = "investigator"
    REGULATOR = "regulator"
    ENTERPRISE = "enterprise"
    IMPORTER = "importer"
    OPERATOR = "operator"
    ADMIN = "admin"
    AUDITOR = "auditor"


class Authority(StrEnum):
    """Whose statements a user may file, beside those of a local one, which its region names."""

    MIIT = "MIIT"
    MNR = "MNR"
    MOFCOM = "MOFCOM"
    GAC = "GAC"
    STA = "STA"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, as the trail names them, and in which role.

    An enterprise and an importer are one by `enterprise` (its code), a regulator has a `region`
    (GB/T 2260; 100000 is the country), and who files for an authority names it.
    """

    id: str
    role: Role
    name: str = ""
    enterprise: str | None = None
    region: str | None = None
    authority: Authority | None = None


OWNER = Viewer("owner", Role.OWNER)
"""Whoever can read the file of a store, or the settings that name its database."""
