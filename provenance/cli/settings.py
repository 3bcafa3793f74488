"""The command that tells what is set, and where."""

import os
from collections.abc import Mapping
from typing import Any

import typer
from pydantic import SecretStr

from provenance.cli.form import Shown, form_asked
from provenance.cli.options import Address, AsCsv, AsJson, Out
from provenance.cli.output import ERR, seen
from provenance.cli.running import guarded, sources_of
from provenance.model.message import Message
from provenance.settings.sources import Setting, usual_files

commands = typer.Typer()

FIELDS = ("setting", "value", "source", "default", "variable", "description")
SHOWN = Shown(("setting", "source", "value"), keys=3)


@commands.command(epilog="Example: provenance settings --config office.toml")
@guarded
def settings(
    address: Address = None, as_json: AsJson = False, as_csv: AsCsv = False, out: Out = None
) -> None:
    """List what can be set, what it is, and where that comes from."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    sources = sources_of(address)
    every = list(sources.all())
    form.print([_row(one, for_people=not form.json) for one in every], FIELDS, SHOWN)
    if not form.for_people:
        return
    if sources.file is None:
        usual = usual_files()
        form.note(
            Message(
                "There is no file of settings: neither {here} nor {home}.",
                here=usual[0],
                home=usual[1],
            )
        )
    known = {one.variable for one in every}
    groups = {name.rpartition("__")[0] for name in known}
    for name in os.environ:
        if name.upper().startswith("PROVENANCE_") and name.upper() not in {
            *known,
            *groups,
            "PROVENANCE_CONFIG",
        }:
            ERR.print(Message("{name} in the environment sets nothing", name=name))


def _row(one: Setting, *, for_people: bool) -> dict[str, Any]:
    """A setting for whoever reads; a secret is never told."""
    return {
        "setting": one.name,
        "value": _told(one.value, for_people),
        "source": one.source or (seen(Message("default")) if for_people else None),
        "default": _told(one.default, for_people),
        "variable": one.variable,
        "description": one.description,
    }


def _told(value: Any, for_people: bool) -> Any:
    if isinstance(value, SecretStr):
        return "********"
    if not for_people:
        return dict(value) if isinstance(value, Mapping) else value
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {least:g} to {most:g}" for key, (least, most) in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or seen(Message("none"))
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).lower() if isinstance(value, bool) else str(value)
