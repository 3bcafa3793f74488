"""The commands by which people say what they make of it: review a finding, decide a clearance."""

from typing import Annotated

import typer

from provenance.cli.answering import print_decision
from provenance.cli.keys import KeysFile, batches
from provenance.cli.options import Address, AsJson
from provenance.cli.output import ERR, OUT, Terminal, print_json
from provenance.cli.reach import reached
from provenance.cli.running import NOT_ON_RECORD, guarded
from provenance.findings import review as reviewing
from provenance.findings.wording import kept_json
from provenance.graph.port.kept import KeptFinding
from provenance.model.errors import MisuseError, UnknownSubjectError
from provenance.model.message import Message
from provenance.model.terms import ClearanceDecision, Label, Ref, ReviewDecision
from provenance.verdict import clearance
from provenance.verdict.requests import decisions
from provenance.verdict.wording import decision_json

commands = typer.Typer()

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Your name.")]
Findings = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID...",
        help="The findings' ids; - reads them from standard input.",
        show_default=False,
    ),
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]


@commands.command(
    epilog="Example: provenance review 7fff0a67f41d30d7 --confirm --by 王 --reason 属实"
)
@guarded
async def review(
    by: By,
    reason: Reason,
    findings: Findings = None,
    file: KeysFile = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="It is so.")] = False,
    dismiss: Annotated[bool, typer.Option("--dismiss", help="It is not, or is no matter.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Take back what was said.")] = False,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Confirm, dismiss or reopen findings, with your name and reason; the history stays."""
    given = zip(ReviewDecision, (confirm, dismiss, reopen), strict=True)
    decisions = [decision for decision, is_given in given if is_given]
    if len(decisions) != 1:
        raise MisuseError(Message("say one of --confirm, --dismiss and --reopen"))
    unknown = False
    async with reached(address) as (place, _):
        for batch in batches(findings, file):
            for finding in batch:
                try:
                    kept = await place.ask(reviewing.review, finding, decisions[0], by, reason)
                except UnknownSubjectError as error:
                    unknown = True
                    told = Message("{code}: {error}", code=error.code, error=error.message)
                    ERR.print(told, style="red")
                else:
                    _say(kept, as_json=as_json)
    if unknown:
        raise typer.Exit(NOT_ON_RECORD)


def _say(kept: KeptFinding, *, as_json: bool) -> None:
    """What a finding is now, and all that was said of it."""
    if as_json:
        print_json(kept_json(kept, Terminal.language))
        return
    label, key = kept.subject
    OUT.print(
        Message(
            "{code} {name:finding} on {kind:label} {key} is {status:finding_status}",
            code=kept.code,
            name=kept.code,
            kind=label,
            key=key,
            status=kept.status,
        )
    )
    for said in kept.reviews:
        OUT.print(
            Message(
                "  {decision:review_decision} by {by}: {reason}",
                decision=said.decision,
                by=said.by,
                reason=said.reason,
            )
        )


@commands.command(epilog="Example: provenance decide 530120260000000042 hold --by 李 --reason 待查")
@guarded
async def decide(
    declaration: Annotated[
        str, typer.Argument(metavar="DECLARATION", help="The declaration's number.")
    ],
    decision: Annotated[
        ClearanceDecision,
        typer.Argument(case_sensitive=False, help="What you do with it."),
    ],
    by: By,
    reason: Reason,
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Hold, release or sample a declared shipment; what is advised now is kept beside it."""
    async with reached(address) as (place, settings):
        done = await place.ask(clearance.decide, settings, declaration, decision, by, reason)
        ref = Ref(Label.DECLARATION, declaration)
        history = (await place.ask(decisions, [ref]))[ref]
    if as_json:
        print_json(decision_json(declaration, done))
        return
    OUT.print(
        Message(
            "declaration {key} is decided: {decision:clearance_decision}",
            key=declaration,
            decision=done.decision,
        )
    )
    for said in history:
        print_decision(said)
