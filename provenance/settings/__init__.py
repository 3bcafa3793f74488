"""What can be set, each with its default; where it is read from is in `sources`."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from provenance.model.targeting import Targeting
from provenance.model.thresholds import Thresholds
from provenance.settings.access import Access
from provenance.settings.limits import Limits
from provenance.settings.trail import Trail
from provenance.settings.values import (
    long_secret,
    network,
    origin,
    parted,
    secure_url,
    sensible,
    store_address,
    with_tables,
)

StoreAddress = Annotated[str, AfterValidator(store_address)]
Network = Annotated[str, AfterValidator(network)]
"""One address, or those that begin alike: 10.0.0.7, 10.0.0.0/8, fd00::/8."""

Origin = Annotated[str, AfterValidator(origin)]
"""Where a page comes from, such as https://desk.example.cn: no path, no slash at its end."""


class LogFormat(StrEnum):
    """How logs are written: for people, for programs, or as whoever reads standard error needs."""

    TEXT = "text"
    JSON = "json"
    AUTO = "auto"


class SpokenLanguage(StrEnum):
    """What the command line speaks."""

    ZH = "zh"
    EN = "en"
    AUTO = "auto"


class Webhooks(BaseModel):
    """How findings are delivered to those who watch: PROVENANCE_WEBHOOKS__NAME."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    deliver: bool = Field(
        default=True,
        description="Whether the service delivers; if not, let `provenance watch deliver` run.",
    )
    hosts: Annotated[tuple[str, ...], BeforeValidator(parted)] = Field(
        default=(), description="The only hosts that receivers may be on; any without."
    )
    networks: Annotated[tuple[Network, ...], BeforeValidator(parted)] = Field(
        default=(),
        description="Addresses beside public ones that receivers may be at, such as 10.0.0.0/8.",
    )
    key: Annotated[SecretStr, AfterValidator(long_secret)] = Field(
        default=SecretStr(""),
        description="Encrypts the secrets of watches in the store: 32 characters or more, from"
        " `openssl rand -base64 32`; without it they are kept as they are.",
    )
    former_key: Annotated[SecretStr, AfterValidator(long_secret)] = Field(
        default=SecretStr(""),
        description="The key of before, for watches that were made with it.",
    )
    timeout_s: float = Field(
        default=15.0, gt=0, description="So long a receiver may take to answer one request."
    )
    retry_s: float = Field(
        default=5.0,
        gt=0,
        description="So long after a first failure it is tried again; after each more, twice that.",
    )
    retry_most_s: float = Field(
        default=21_600.0, gt=0, description="It is tried again at least so often, for ever."
    )
    jitter: float = Field(
        default=0.2,
        ge=0,
        lt=1,
        description="Pauses are shorter by up to this share: not all come back at once.",
    )
    lease_s: float = Field(
        default=60.0,
        gt=0,
        description="So long, and the timeout, nobody else delivers where a process has died.",
    )
    at_once: int = Field(default=20, ge=1, description="So many receivers are told at a time.")


class Traces(BaseModel):
    """Where traces go (OpenTelemetry), if anywhere: PROVENANCE_TRACES__NAME."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    endpoint: str = Field(
        default="",
        description="Where traces are sent to, OTLP over HTTP, such as"
        " http://127.0.0.1:4318/v1/traces; nowhere without.",
    )
    share: float = Field(
        default=1.0, ge=0, le=1, description="Of so many requests, from 0 to 1, spans are sent."
    )
    timeout_s: float = Field(
        default=10.0, gt=0, description="So long what is sent may take to be taken."
    )


class Settings(BaseModel):
    """Settings of the service; `sources.read` reads them."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False
    )

    store: StoreAddress = Field(
        default="sqlite:///provenance.sqlite",
        description="Where the graph is kept: sqlite:///PATH, or neo4j://HOST:PORT.",
    )
    server: Annotated[str, AfterValidator(secure_url)] = Field(
        default="",
        description="The service that commands ask instead of a store, unless told --store.",
    )
    neo4j_user: str = Field(
        default="neo4j", validation_alias="NEO4J_USER", description="Login of the database."
    )
    neo4j_password: SecretStr = Field(
        default=SecretStr("neo4j"),
        validation_alias="NEO4J_PASSWORD",
        description="Password of the database.",
    )
    store_timeout_s: float = Field(
        default=15.0, gt=0, description="After so long without an answer the store is unavailable."
    )
    writer_wait_s: float = Field(
        default=600.0, gt=0, description="So long a load waits for another load to finish."
    )
    tolerance: float = Field(
        default=0.005,
        ge=0,
        lt=0.5,
        description="τ: the share of a mass that measuring may be off by (design, section 4).",
    )
    thresholds: Annotated[Thresholds, BeforeValidator(with_tables), AfterValidator(sensible)] = (
        Field(
            default=Thresholds(),
            description="What findings compare with (rules/thresholds.py): one as"
            " PROVENANCE_THRESHOLDS__SPLIT_DAYS=7, several or a table as JSON.",
        )
    )
    targets: Annotated[Targeting, AfterValidator(sensible)] = Field(
        default=Targeting(),
        description="What `provenance targets` gives points for, and from where on"
        " (model/targeting.py): one as PROVENANCE_TARGETS__BURST=20, several as JSON.",
    )
    lineage_nodes: int = Field(
        default=50_000,
        ge=100,
        description="A lineage larger than this is cut, and the verdict says so.",
    )
    findings_look_s: float = Field(
        default=2.0,
        gt=0,
        description="So often subscribers and deliveries look for findings that others raised.",
    )
    webhooks: Webhooks = Field(
        default=Webhooks(), description="How findings are delivered to those who watch."
    )
    access: Access = Field(default=Access(), description="How people and programs sign in.")
    limits: Limits = Field(
        default=Limits(), description="What askers may cost, in all and each (settings/limits.py)."
    )
    trail: Trail = Field(default=Trail(), description="What is kept of who asked what.")
    traces: Traces = Field(default=Traces(), description="Where traces go (OpenTelemetry).")
    batch: int = Field(default=5_000, ge=1, description="Lines committed at a time by a load.")
    origins: Annotated[tuple[Origin, ...], BeforeValidator(parted)] = Field(
        default=(),
        description="Pages that may ask from elsewhere, by origin, such as"
        " https://desk.example.cn; several with commas between; none without.",
    )
    hosts: Annotated[tuple[str, ...], BeforeValidator(parted)] = Field(
        default=(),
        description="Names that the service is reached by, such as provenance.example.cn; numbers,"
        " localhost and what it is told to listen on are always; * for any.",
    )
    proxies: Annotated[tuple[Network, ...], BeforeValidator(parted)] = Field(
        default=(),
        description="Addresses or networks of proxies whose X-Forwarded-For and -Proto are"
        " believed; nobody's without.",
    )
    tls_cert: str = Field(
        default="", description="File of the certificate and its chain (PEM): HTTPS is served then."
    )
    tls_key: str = Field(default="", description="File of its private key.")
    log_format: LogFormat = Field(
        default=LogFormat.AUTO,
        description="How logs are written: text, json; auto is text in a terminal, else json.",
    )
    language: SpokenLanguage = Field(
        default=SpokenLanguage.AUTO,
        description="What the command line speaks: zh, en; auto is as the terminal does.",
    )
    query_depth: int = Field(default=12, ge=1, description="How deep a GraphQL query may nest.")
    query_aliases: int = Field(default=30, ge=1, description="Aliases a GraphQL query may use.")
    query_cost: int = Field(
        default=20_000, ge=1, description="Things a GraphQL query may ask for, pages multiplied."
    )
