"""How much may come in, from how many, how fast, and for how long: the one table of limits."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Count = Annotated[int, Field(ge=1)]
Seconds = Annotated[float, Field(gt=0)]

MIB = 1024 * 1024


class Limits(BaseModel):
    """What one asker, one address and all together may cost: PROVENANCE_LIMITS__NAME.

    An asker is a user who is signed in, else an address.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    connections: Count = Field(
        default=1_000,
        description="Connections a process holds; fewer where it may open fewer files.",
    )
    connections_per_address: Count = Field(
        default=200, description="Connections of one address, but of a proxy that is trusted."
    )
    head_s: Seconds = Field(
        default=10.0, description="So long a request's head may take to come, TLS included."
    )
    body_s: Seconds = Field(
        default=60.0, description="So long its body may take to come, or its answer to be taken."
    )
    idle_s: Seconds = Field(
        default=5.0, description="So long a connection is kept on which nothing is asked any more."
    )
    head_bytes: Count = Field(default=16_384, description="Bytes of a request's head.")
    body_bytes: Count = Field(
        default=16 * MIB, description="Bytes of a body; more goes in as several, or by command."
    )
    bodies_bytes: Count = Field(
        default=128 * MIB, description="Bytes of all bodies that are being read at a time."
    )
    values: Count = Field(
        default=500_000,
        description="Values in a request's JSON, counted by commas and brackets before it is read.",
    )
    query_length: Count = Field(
        default=100_000,
        description="Characters of a query, comments included: values are sent as variables.",
    )
    query_tokens: Count = Field(
        default=2_000,
        description="Words and signs of a query: more would be slow to check, whatever it asks.",
    )
    text_length: Count = Field(
        default=10_000, description="Characters of any text in variables, but of a workbook's."
    )
    list_length: Count = Field(
        default=20_000, description="Things in any list in variables; a batch may hold more."
    )
    number_digits: Count = Field(
        default=1_000, description="Digits of any number, in a query or in variables."
    )
    at_once: Count = Field(default=32, description="Requests that are answered at a time.")
    waiting: Count = Field(
        default=128, description="Requests that wait meanwhile; more are turned away (503)."
    )
    wait_s: Seconds = Field(default=20.0, description="So long a request waits at most.")
    requests_at_once: Count = Field(
        default=64, description="Requests of one asker at a time, those that wait included (429)."
    )
    requests_per_minute: Count = Field(
        default=30_000, description="Requests of one asker in a minute, or at once after a pause."
    )
    work_s_per_minute: Seconds = Field(
        default=600.0, description="Seconds that one asker's requests take together in a minute."
    )
    stored_bytes_per_hour: Count = Field(
        default=1024 * MIB,
        description="Bytes of records that one asker files in an hour, or at once after a pause.",
    )
    rejected_per_hour: Count = Field(
        default=100_000, description="Records of one asker that are rejected and kept in an hour."
    )
    request_s: Seconds = Field(
        default=60.0, description="So long one operation may take; then its work is stopped."
    )
    even_s: float = Field(
        default=0.1,
        ge=0,
        description="Whoever sees a part of the store is answered at multiples of this: how long it"
        " takes tells nothing of what is there and hidden.",
    )
    message_bytes: Count = Field(default=1 * MIB, description="Bytes of a message on a socket.")
    sockets: Count = Field(default=32, description="Sockets of one asker that are open at a time.")
    subscriptions: Count = Field(
        default=64, description="Subscriptions of one asker at a time, on all sockets together."
    )
