"""The command that asks for verdicts."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from provenance.cli.answering import print_remedies, print_verdict
from provenance.cli.asked import Subjects
from provenance.cli.form import form_asked
from provenance.cli.keys import Declaration, Keys, KeysFile, Licence, batches, preferred
from provenance.cli.options import Address, AsCsv, AsJson, Out
from provenance.cli.output import OUT, Terminal
from provenance.cli.rows import (
    VERDICT,
    verdict_row,
)
from provenance.cli.running import DONE, NOT_AS_DEMANDED, guarded, opened
from provenance.cli.server import Server, address_of
from provenance.cli.verdict_at import conclusions, print_answers, verdicts_at
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import Decision
from provenance.model.errors import LimitExceededError
from provenance.model.terms import Conclusion, CustodyModel, Label, Ref
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.requests import decisions
from provenance.verdict.verdicts import SUBJECTS as VERDICTS
from provenance.verdict.verdicts import verdicts
from provenance.verdict.wording import remedy_json, verdict_json

commands = typer.Typer()

WORSE = {
    Conclusion.LAWFUL: 0,
    Conclusion.MIXED: 1,
    Conclusion.UNVERIFIED: 2,
    Conclusion.UNLAWFUL: 3,
}
"""How bad a conclusion is: less proven lawful is worse, and unlawful the worst."""


@commands.command(epilog="Example: provenance verdict 530120260000000042 D1 --json")
@guarded
async def verdict(
    keys: Keys = None,
    file: KeysFile = None,
    declaration: Declaration = False,
    licence: Licence = False,
    custody: Annotated[
        CustodyModel,
        typer.Option("--custody-model", help="How material is told apart (ISO 22095)."),
    ] = CustodyModel.MASS_BALANCE,
    remedies: Annotated[
        bool, typer.Option("--remedies", help="Say too which documents would clear it.")
    ] = False,
    fail_unless: Annotated[
        Conclusion | None,
        typer.Option(
            "--fail-unless",
            case_sensitive=False,
            help="Exit code 6 if any is worse: of lawful, mixed, unverified, unlawful.",
        ),
    ] = None,
    address: Address = None,
    server: Server = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Say how much of a lot, a shipment or all under a licence has a lawful origin."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    prefer = preferred(declaration, licence)
    concluded: set[Conclusion] = set()
    if server is not None:
        at = address_of(server, address)
        with form.opened(VERDICT) as write:
            for batch in batches(keys, file):
                answers = await verdicts_at(at, batch, prefer, custody, remedies=remedies)
                print_answers(form, answers, write)
                concluded |= conclusions(answers)
        raise typer.Exit(NOT_AS_DEMANDED if _is_worse(concluded, fail_unless) else DONE)
    async with opened(address) as (store, settings):
        asked = Subjects(store, VERDICTS)
        with form.opened(VERDICT) as write:
            for batch in batches(keys, file):
                asked.found.clear()
                await asked.look_up(batch, prefer)
                found = await _answers(store, asked.refs, settings, custody)
                if form.for_people:
                    await _print(store, found, remedies, after=bool(concluded))
                else:
                    for answer in found:
                        write(_told(answer, remedies) if form.json else verdict_row(answer))
                concluded |= {answer.conclusion for answer in found}
    raise typer.Exit(NOT_AS_DEMANDED if _is_worse(concluded, fail_unless) else asked.code)


def _is_worse(concluded: set[Conclusion], demanded: Conclusion | None) -> bool:
    return demanded is not None and any(WORSE[one] > WORSE[demanded] for one in concluded)


async def _answers(
    store: GraphStore, refs: Sequence[Ref], settings: Settings, custody: CustodyModel
) -> list[Verdict]:
    """Verdicts; those on subjects whose lineages are too large together are given one by one."""
    try:
        found = [one for one in await verdicts(store, refs, settings, custody) if one]
    except LimitExceededError:
        if len(refs) == 1:
            raise
        found = []
    if len(refs) == 1 or (found and not any(one.cut for one in found)):
        return found
    return [one for ref in refs for one in await _answers(store, [ref], settings, custody)]


def _told(answer: Verdict, remedies: bool) -> dict[str, Any]:
    """A verdict for a program, with what would clear it if that is asked for."""
    spoken = Terminal.language
    cleared = [remedy_json(remedy, spoken) for remedy in answer.remedies()] if remedies else []
    return verdict_json(answer, spoken) | ({"remedies": cleared} if remedies else {})


async def _print(
    store: GraphStore, found: Sequence[Verdict], remedies: bool, *, after: bool
) -> None:
    names, decided = await _names(store, found), await _decisions(store, found)
    for n, answer in enumerate(found):
        if n or after:
            OUT.print()
        print_verdict(answer, names, decided.get(answer.subject, ()))
        print_remedies(answer.remedies() if remedies else [])


async def _decisions(
    store: GraphStore, found: Sequence[Verdict]
) -> Mapping[Ref, Sequence[Decision]]:
    """What officers did with the declarations that verdicts are on."""
    refs = [one.subject for one in found if one.subject.label is Label.DECLARATION]
    return await decisions(store, refs) if refs else {}


async def _names(store: GraphStore, found: Sequence[Verdict]) -> dict[str, str]:
    """What the enterprises that verdicts name are called, in Chinese and English."""
    keys = {origin.enterprise for answer in found for origin in answer.origins}
    things = await store.graph.things([Ref(Label.ENTERPRISE, key) for key in sorted(keys)])
    return {
        thing.ref.key: " ".join(filter(None, (thing.props.get("name"), thing.props.get("name_en"))))
        for thing in things
        if thing is not None
    }
