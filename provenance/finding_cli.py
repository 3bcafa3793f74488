"""The words of the commands on findings, and on what officers do: listing, reviewing, deciding."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from provenance import auditing
from provenance import finding_commands as commands
from provenance.graph.findings import FindingFilter
from provenance.model import ClearanceDecision, FindingStatus, ReviewDecision
from provenance.narrowing import Codes, Declaration, Enterprise, Region, Severities, Subject
from provenance.running import SOME_REJECTED, AsCsv, AsJson, Store, run
from provenance.stories import Pattern


def findings(
    code: Codes = None,
    severity: Severities = None,
    status: Annotated[
        list[FindingStatus] | None,
        typer.Option("--status", case_sensitive=False, help="May be repeated."),
    ] = None,
    region: Region = None,
    enterprise: Enterprise = None,
    declaration: Declaration = None,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="This day or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="This day or earlier.")
    ] = None,
    subject: Subject = None,
    text: Annotated[
        str | None, typer.Option("--text", help="Part of a code, message, number or evidence.")
    ] = None,
    gone: Annotated[
        bool, typer.Option("--gone", help="Those no longer found, instead of those that are.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Export to a .csv or .jsonl file.")
    ] = None,
    store: Store = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what audits found, the gravest first, or export it."""
    wanted = FindingFilter(
        codes=tuple(code or ()),
        severities=tuple(severity or ()),
        statuses=tuple(status or ()),
        subjects=commands.subjects_named(subject) if subject else (),
        enterprise=enterprise,
        region=region,
        declaration=declaration,
        since=since and since.date(),
        until=until and until.date(),
        gone=gone,
        text=text,
    )
    form = commands.Export(as_json, as_csv, out)
    run(lambda settings: commands.findings(settings, wanted, form), store)


def suspicious(
    kind: Annotated[
        list[Pattern] | None,
        typer.Option("--kind", case_sensitive=False, help="May be repeated; all without it."),
    ] = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Tell circular flows, split shipments, invoice circles and cover as stories."""
    run(lambda settings: commands.suspicious(settings, kind or (), as_json=as_json), store)


def audit(
    waiting: Annotated[
        bool,
        typer.Option("--waiting", help="Only what loads may have changed since the last audit."),
    ] = False,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="What is overdue on this day; today."),
    ] = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Go over everything by every rule, and keep what is found."""
    asked = auditing.Asked(not waiting, as_of and as_of.date())
    run(lambda settings: auditing.audit(settings, asked, as_json=as_json), store)


def score(
    truth: Annotated[Path, typer.Argument(metavar="TRUTH", help="As `simulate` wrote it.")],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Hold what was found, and verdicts, against a known truth; exit code 1 if they differ."""
    if not run(lambda settings: auditing.score(settings, truth, as_json=as_json), store):
        raise typer.Exit(SOME_REJECTED)


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
        lambda settings: commands.review(settings, finding, said[0], by, reason, as_json=as_json),
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
        lambda settings: commands.decide(
            settings, declaration, decision, by, reason, as_json=as_json
        ),
        store,
    )


def add_to(cli: typer.Typer) -> None:
    """Add these commands to the command line."""
    finding, declaration = "7fff0a67f41d30d7", "530120260000000042"
    of_truth = "provenance score truth.jsonl --store sqlite:///world.sqlite"
    a_review = f"provenance review {finding} --confirm --by 王 --reason 属实"
    a_decision = f"provenance decide {declaration} hold --by 李 --reason 待查"
    cli.command(epilog="Example: provenance audit --store sqlite:///year.sqlite")(audit)
    cli.command(epilog=f"Example: {of_truth}")(score)
    cli.command(epilog="Example: provenance findings --severity critical --csv")(findings)
    cli.command(epilog="Example: provenance suspicious --kind circular_flow")(suspicious)
    cli.command(epilog=f"Example: {a_review}")(review)
    cli.command(epilog=f"Example: {a_decision}")(decide)
