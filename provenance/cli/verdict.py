"""The command that asks for verdicts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any

import typer

from provenance.cli.answering import print_remedies, print_verdict
from provenance.cli.asked import Subjects
from provenance.cli.form import form_asked
from provenance.cli.keys import Declaration, Keys, KeysFile, Licence, batches, preferred
from provenance.cli.options import Address, AsCsv, AsJson, Out
from provenance.cli.output import OUT, Terminal
from provenance.cli.reach import Place, reached
from provenance.cli.rows import VERDICT, verdict_row
from provenance.cli.running import NOT_AS_DEMANDED, guarded
from provenance.graph.port.graph import GraphStore, Thing
from provenance.model.errors import LimitExceededError
from provenance.model.terms import Conclusion, CustodyModel, Label, Ref
from provenance.settings import Settings
from provenance.verdict.conclusion import Verdict
from provenance.verdict.remedies import Remedy
from provenance.verdict.requests import decisions
from provenance.verdict.verdicts import SUBJECTS as VERDICTS
from provenance.verdict.verdicts import verdicts
from provenance.verdict.wording import remedy_json, verdict_json

commands = typer.Typer()

Cleared = Mapping[Ref, Sequence[Remedy]]
"""What would clear each subject, where that is asked for."""

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
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Say how much of a lot, a shipment or all under a licence has a lawful origin."""
    form = form_asked(as_json=as_json, as_csv=as_csv, out=out)
    prefer = preferred(declaration, licence)
    concluded: set[Conclusion] = set()
    async with reached(address) as (place, settings):
        asked = Subjects(place, VERDICTS)
        with form.opened(VERDICT) as write:
            for batch in batches(keys, file):
                asked.found.clear()
                await asked.look_up(batch, prefer)
                found = await place.ask(answers, asked.refs, settings, custody)
                cleared = {
                    answer.subject: await place.ask(remedies_of, answer)
                    for answer in (found if remedies else ())
                }
                if form.for_people:
                    await _print(place, found, cleared, after=bool(concluded))
                else:
                    for answer in found:
                        write(_told(answer, cleared) if form.json else verdict_row(answer))
                concluded |= {answer.conclusion for answer in found}
    raise typer.Exit(NOT_AS_DEMANDED if _is_worse(concluded, fail_unless) else asked.code)


def _is_worse(concluded: set[Conclusion], demanded: Conclusion | None) -> bool:
    return demanded is not None and any(WORSE[one] > WORSE[demanded] for one in concluded)


async def answers(
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
    return [one for ref in refs for one in await answers(store, [ref], settings, custody)]


async def remedies_of(_: GraphStore, answer: Verdict) -> Sequence[Remedy]:
    """What would clear what a verdict is on."""
    return answer.remedies()


def _told(answer: Verdict, cleared: Cleared) -> dict[str, Any]:
    """A verdict for a program, with what would clear it if that is asked for."""
    told = verdict_json(answer, Terminal.language)
    if answer.subject in cleared:
        told["remedies"] = [
            remedy_json(remedy, Terminal.language) for remedy in cleared[answer.subject]
        ]
    return told


async def _print(place: Place, found: Sequence[Verdict], cleared: Cleared, *, after: bool) -> None:
    origins = {origin.enterprise for answer in found for origin in answer.origins}
    refs = [one.subject for one in found if one.subject.label is Label.DECLARATION]
    names = await place.ask(names_of, origins)
    decided = await place.ask(decisions, refs) if refs else {}
    for n, answer in enumerate(found):
        if n or after:
            OUT.print()
        print_verdict(answer, names, decided.get(answer.subject, ()))
        print_remedies(cleared.get(answer.subject, ()))


async def names_of(store: GraphStore, keys: Collection[str]) -> Mapping[str, str]:
    """What enterprises are called, in Chinese and English."""
    things = await store.graph.things([Ref(Label.ENTERPRISE, key) for key in sorted(keys)])
    return {thing.ref.key: both_names(thing) for thing in things if thing is not None}


def both_names(enterprise: Thing) -> str:
    """What an enterprise is called, in Chinese and English."""
    props = enterprise.props
    return " ".join(filter(None, (props.get("name"), props.get("name_en"))))
