"""What `provenance simulate` does, once its words are understood."""

from dataclasses import dataclass

from provenance.errors import MisuseError
from provenance.progress import writing
from provenance.simulate import PLANTS, Plan
from provenance.simulate.write import write


@dataclass(frozen=True, slots=True)
class WorldSize:
    """How large a made-up world is to be."""

    lots: int
    years: int
    seed: int


def simulate(size: WorldSize, violations: str, out: str, truth: str) -> None:
    """Write a made-up world and the truth about it; raises MisuseError."""
    plan = Plan(size.lots, size.years, size.seed, _codes(violations))
    try:
        with writing(size.lots) as (progress, task):
            done = write(plan, out, truth, lambda now: progress.update(task, completed=now.lots))
    except OSError as error:
        raise MisuseError(f"cannot write: {error}") from None
    print(
        f"{done.records} records of {done.lots} lots in {out};"
        f" {done.truths} truths about them in {truth} (synthetic 合成)",
        flush=True,
    )


def _codes(violations: str) -> tuple[str, ...]:
    """The findings to plant, in the order of the catalogue."""
    if violations in ("all", "none"):
        return tuple(PLANTS) if violations == "all" else ()
    named = [code.strip().upper() for code in violations.split(",") if code.strip()]
    if unknown := [code for code in named if code not in PLANTS]:
        raise MisuseError(f"{', '.join(unknown)} cannot be planted; there are {', '.join(PLANTS)}")
    return tuple(code for code in PLANTS if code in named)
