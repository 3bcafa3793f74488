"""Review a finding, decide a clearance."""

import sys
from typing import Annotated

import typer
from rich.text import Text

from provenance.cli.options import AsJson, Store
from provenance.cli.output import OUT, _lines, _subject, print_json
from provenance.cli.running import run
from provenance.findings import review as reviewing
from provenance.graph.opening import store_at
from provenance.graph.port.kept import Decision
from provenance.model.terms import ClearanceDecision, Label, Ref, ReviewDecision
from provenance.settings import Settings
from provenance.verdict.clearance import decide as _decide
from provenance.verdict.wording import decision_json

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Your name.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]


def review(
    finding: Annotated[str, typer.Argument(metavar="ID", help="The finding's id.")],
    by: By,
    reason: Reason,
    confirm: Annotated[bool, typer.Option("--confirm", help="It is so.")] = False,
    dismiss: Annotated[bool, typer.Option("--dismiss", help="It is not, or is no matter.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Take back what was said.")] = False,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Confirm, dismiss or reopen a finding, with your name and reason; the history stays."""
    said = [
        decision
        for decision, given in zip(ReviewDecision, (confirm, dismiss, reopen), strict=True)
        if given
    ]
    if len(said) != 1:
        raise typer.BadParameter("say one of --confirm, --dismiss and --reopen")
    run(
        lambda settings: run_review(settings, finding, said[0], by, reason, as_json=as_json),
        store,
    )


def decide(
    declaration: Annotated[
        str, typer.Argument(metavar="DECLARATION", help="The declaration's number.")
    ],
    decision: Annotated[
        ClearanceDecision,
        typer.Argument(case_sensitive=False, help="What you do with it."),
    ],
    by: By,
    reason: Reason,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Hold, release or sample a declared shipment; what is advised now is kept beside it."""
    run(
        lambda settings: run_decide(settings, declaration, decision, by, reason, as_json=as_json),
        store,
    )


async def run_review(
    settings: Settings,
    finding: str,
    decision: ReviewDecision,
    by: str,
    reason: str,
    *,
    as_json: bool,
) -> None:
    """Keep what someone says of a finding."""
    async with store_at(settings.store, settings) as store:
        kept = await reviewing.review(store, finding, decision, by, reason)
    if as_json:
        _lines(sys.stdout)(kept)
        return
    OUT.print(f"{kept.code} on {_subject(kept)} is {kept.status.value}", markup=False)
    for said in kept.reviews:
        OUT.print(f"  {said.decision.value} by {said.by}: {said.reason}", markup=False)


async def run_decide(
    settings: Settings,
    declaration: str,
    decision: ClearanceDecision,
    by: str,
    reason: str,
    *,
    as_json: bool,
) -> None:
    """Keep what an officer does with a declaration; a person reads all that was decided on it."""
    async with store_at(settings.store, settings) as store:
        done = await _decide(store, settings, declaration, decision, by, reason)
        ref = Ref(Label.DECLARATION, declaration)
        history = (await store.findings.decisions([ref]))[ref]
    if as_json:
        print_json(decision_json(declaration, done))
        return
    OUT.print(f"declaration {declaration} is decided: {done.decision.value}", markup=False)
    for said in history:
        OUT.print(Text(f"  {said.decision.value} by {said.by}: {said.reason}{_beside(said)}"))


def _beside(said: Decision) -> str:
    """What the system said when an officer decided."""
    if said.advice is None or said.conclusion is None:
        return ""
    return f" (advised was {said.advice.value}, the conclusion {said.conclusion.value})"


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    finding, declaration = "7fff0a67f41d30d7", "530120260000000042"
    a_review = f"provenance review {finding} --confirm --by 王 --reason 属实"
    a_decision = f"provenance decide {declaration} hold --by 李 --reason 待查"
    cli.command(epilog=f"Example: {a_review}")(review)
    cli.command(epilog=f"Example: {a_decision}")(decide)
