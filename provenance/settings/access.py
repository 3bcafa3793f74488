"""How people and programs sign in: PROVENANCE_ACCESS__NAME."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from provenance.settings.values import base_url, long_secret, parted, secure_url


class AccessMode(StrEnum):
    """Whether the service knows users of its own; a provider's it knows wherever one is named."""

    OPEN = "open"
    TOKENS = "tokens"


class Algorithm(StrEnum):
    """How tokens may be signed: by a private key, never by a secret that both sides know."""

    ED25519 = "Ed25519"
    EDDSA = "EdDSA"
    ES256 = "ES256"
    PS256 = "PS256"
    RS256 = "RS256"


class Access(BaseModel):
    """How people and programs sign in. See docs/access.md."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    mode: AccessMode = Field(
        default=AccessMode.OPEN,
        description="tokens: only who shows a token of `provenance token` is answered; open:"
        " everyone who reaches the service, which listens on loopback alone.",
    )
    key: Annotated[SecretStr, AfterValidator(long_secret)] = Field(
        default=SecretStr(""),
        description="Encrypts the service's own private keys in the store: 32 characters or more,"
        " from `openssl rand -base64 32`; without it they are in a file beside the store.",
    )
    pseudonyms: Annotated[SecretStr, AfterValidator(long_secret)] = Field(
        default=SecretStr(""),
        description="Makes the names by which importers see whom they may not know; without it the"
        " key above does, or the one that signs: then they change when that is rotated.",
    )
    url: Annotated[str, AfterValidator(base_url)] = Field(
        default="",
        description="Where people reach the service, such as https://provenance.example.cn;"
        " a provider sends them back there.",
    )
    issuer: Annotated[str, AfterValidator(secure_url)] = Field(
        default="",
        description="The organisation's identity provider (OpenID Connect), as its tokens name it.",
    )
    audience: str = Field(
        default="", description="Whom the provider's access tokens are for: this service."
    )
    client_id: str = Field(
        default="", description="What the provider knows this service as, to sign people in."
    )
    client_secret: SecretStr = Field(
        default=SecretStr(""), description="What the provider knows it by, if it wants a secret."
    )
    algorithms: Annotated[tuple[Algorithm, ...], BeforeValidator(parted)] = Field(
        default=(Algorithm.RS256,),
        min_length=1,
        description="How the provider signs: Ed25519, EdDSA, ES256, PS256, RS256.",
    )
    scope: str = Field(default="openid profile", description="What is asked of the provider.")
    role_claim: str = Field(
        default="provenance_role", description="What of a provider's token tells the role."
    )
    enterprise_claim: str = Field(
        default="provenance_enterprise", description="What tells the enterprise, by credit code."
    )
    region_claim: str = Field(
        default="provenance_region", description="What tells the region, by GB/T 2260 code."
    )
    authority_claim: str = Field(
        default="provenance_authority", description="What tells the authority: MIIT, GAC, …"
    )
    name_claim: str = Field(default="name", description="What tells the name.")
    clock_skew_s: int = Field(
        default=60,
        ge=0,
        le=600,
        description="So far the clocks of provider and service may be off.",
    )
    session_h: float = Field(
        default=12, gt=0, le=24, description="So long after signing in one has to sign in again."
    )
    renew_min: float = Field(
        default=15, gt=0, description="So often the cookie of who is signed in is another."
    )

    @property
    def configured(self) -> bool:
        """Whether anybody has to sign in."""
        return self.mode is AccessMode.TOKENS or bool(self.issuer)
