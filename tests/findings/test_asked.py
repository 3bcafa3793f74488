"""A mistyped filter is refused with what was meant; what was ever found can be asked for."""

from datetime import date
from typing import Any

import pytest

from provenance.findings.asked import asked, asked_to_come
from provenance.graph.port.graph import GraphStore
from provenance.graph.port.kept import FindingFilter
from provenance.model.errors import MisuseError, UnknownSubjectError
from provenance.model.terms import Label, Ref
from tests.example import DECLARATION, M, worked_example
from tests.graph.kit import lot
from tests.graph.test_findings import found, keep
from tests.loading import load_all


@pytest.fixture
async def kept(store: GraphStore) -> GraphStore:
    """The worked example with a finding on a lot that is no more, of a code that is no more."""
    await load_all(store, worked_example())
    gone = lot("GONE-1")
    await keep(store, found(1, subject=gone, scope="lot:GONE-1", code="OLD_RULE", enterprise="X9"))
    await keep(store, scopes=["lot:GONE-1"])
    return store


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"codes": ("overdrawn_lot", " NOT_HOLDER")}, {"codes": ("OVERDRAWN_LOT", "NOT_HOLDER")}),
        ({"codes": ("有票无货", "implausible recovery")}, None),
        ({"codes": ("old_rule",)}, {"codes": ("OLD_RULE",)}),
        ({"enterprise": "矿"}, {"enterprise": M}),
        ({"enterprise": "X9"}, {"enterprise": "X9"}),
        ({"region": "包头市"}, {"region": "150200"}),
        ({"declaration": f" {DECLARATION}"}, {"declaration": DECLARATION}),
        ({"subjects": (lot("GONE-1"),)}, {"subjects": (lot("GONE-1"),)}),
        ({"subjects": (lot("D1"),)}, {"subjects": (lot("D1"),)}),
        ({"since": date(2026, 3, 1), "until": date(2026, 3, 1)}, {}),
        ({"text": "L1"}, {"text": "L1"}),
    ],
)
async def test_what_a_filter_means(
    kept: GraphStore, said: dict[str, Any], meant: dict[str, Any] | None
) -> None:
    wanted = await asked(kept, FindingFilter(**said))
    named = {"codes": ("INVOICE_WITHOUT_MOVEMENT", "IMPLAUSIBLE_RECOVERY")}
    assert wanted == FindingFilter(**{**said, **(named if meant is None else meant)})


@pytest.mark.parametrize(
    ("said", "error", "told"),
    [
        ({"codes": ("OVERDRAWN_LOTS",)}, MisuseError, "OVERDRAWN_LOTS: no such code; did you mean"),
        ({"codes": ("over-quota mining",)}, MisuseError, "did you mean OVER_QUOTA_MINING"),
        ({"codes": ("zzz",)}, MisuseError, "ZZZ: no such code; there are AMBIGUOUS_IDENTIFIER, "),
        ({"codes": ("",)}, MisuseError, "no such code"),
        ({"enterprise": "nobody"}, UnknownSubjectError, "no enterprise on record"),
        ({"region": "999999"}, MisuseError, "no such region code"),
        ({"declaration": DECLARATION[:-1] + "3"}, UnknownSubjectError, f"near it: {DECLARATION}"),
        ({"declaration": ""}, MisuseError, "must not be empty"),
        ({"subjects": (lot("D9"),)}, UnknownSubjectError, "no lot on record bears"),
        ({"subjects": (Ref(Label.EVENT, "D1"),)}, UnknownSubjectError, "no event on record"),
        (
            {"since": date(2026, 3, 2), "until": date(2026, 3, 1)},
            MisuseError,
            "from 2026-03-02 to 2026-03-01 ends before it begins",
        ),
        ({"text": " "}, MisuseError, "no letter and no digit"),
        ({"text": "\ud800"}, MisuseError, "half a character"),
    ],
)
async def test_what_a_filter_cannot_mean(
    kept: GraphStore, said: dict[str, Any], error: type[Exception], told: str
) -> None:
    with pytest.raises(error) as refusal:
        await asked(kept, FindingFilter(**said))
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"codes": ("OLD_RULE",)}, "no such code"),
        ({"gone": True}, "what is gone is not"),
        ({"text": "--"}, "no letter and no digit"),
        ({"since": date(2026, 3, 2), "until": date(2026, 3, 1)}, "ends before it begins"),
    ],
)
async def test_what_can_never_come(store: GraphStore, said: dict[str, Any], told: str) -> None:
    with pytest.raises(MisuseError, match=told):
        await asked_to_come(store, FindingFilter(**said))


async def test_what_is_to_come_need_not_be_on_record(store: GraphStore) -> None:
    wanted = FindingFilter(enterprise="nobody", codes=("overdrawn_lot",), region="包头市")
    assert await asked_to_come(store, wanted) == FindingFilter(
        enterprise="nobody", codes=("OVERDRAWN_LOT",), region="150200"
    )
