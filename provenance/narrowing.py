"""The options by which several commands are narrowed to some findings, places or enterprises."""

from typing import Annotated

import typer

from provenance.model import Severity

Enterprise = Annotated[str | None, typer.Option("--enterprise", help="Credit code.")]
Region = Annotated[
    str | None,
    typer.Option("--region", help="GB/T 2260 code; a place contains what lies in it."),
]
Declaration = Annotated[
    str | None,
    typer.Option("--declaration", help="On it, on what it declares, or citing it."),
]
Subject = Annotated[
    str | None,
    typer.Option("--subject", metavar="KEY", help="A number, or KIND:KEY such as lot:D1."),
]
Codes = Annotated[
    list[str] | None, typer.Option("--code", help="Such as OVERDRAWN_LOT; may be repeated.")
]
Severities = Annotated[
    list[Severity] | None,
    typer.Option("--severity", case_sensitive=False, help="May be repeated."),
]
