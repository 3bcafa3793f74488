"""What a pasted number says of its kind, and as what it is read."""

import pytest

from provenance.model.asking import Asked
from provenance.model.errors import MisuseError
from provenance.model.terms import EventKind, Label, Ref


@pytest.mark.parametrize(
    ("text", "label", "event", "rest"),
    [
        ("D1", None, None, "D1"),
        ("lot:D1", Label.LOT, None, "D1"),
        ("Lot : D1", Label.LOT, None, " D1"),
        ("批次：D1", Label.LOT, None, "D1"),
        ("货批:D1", Label.LOT, None, "D1"),
        ("报关单：5301", Label.DECLARATION, None, "5301"),
        ("licence:26-EL-1", Label.EXPORT_LICENCE, None, "26-EL-1"),
        ("EXPORT LICENCE:26", Label.EXPORT_LICENCE, None, "26"),
        ("export_licence:26", Label.EXPORT_LICENCE, None, "26"),
        ("execution_report:R", Label.EXECUTION_REPORT, None, "R"),
        ("transfer:T1/2", Label.EVENT, EventKind.TRANSFER, "T1/2"),
        ("event:scrap_intake:S", Label.EVENT, EventKind.SCRAP_INTAKE, "S"),
        ("event:S", Label.EVENT, None, "S"),
        ("urn:epc:id:sgtin:1", None, None, "urn:epc:id:sgtin:1"),
        ("https://id.example.cn/lot:1", None, None, "https://id.example.cn/lot:1"),
        ("lot:", None, None, "lot:"),
        (":", None, None, ":"),
        ("", None, None, ""),
    ],
)
def test_the_kind_may_stand_before(
    text: str, label: Label | None, event: EventKind | None, rest: str
) -> None:
    assert Asked.of(text) == Asked(rest, label, event)


def test_it_is_read_as_each_kind_reads_its_numbers() -> None:
    readings = set(Asked.of(" 5301-2026-0000-000042 ").readings())
    assert Ref(Label.DECLARATION, "530120260000000042") in readings
    assert Ref(Label.LOT, "5301-2026-0000-000042") in readings
    assert list(Asked.of("transfer:T1").readings()) == [Ref(Label.EVENT, "transfer:T1")]


def test_what_is_no_number_says_why() -> None:
    for text in ("5.3E+17", "declaration:5.3E+17", ""):
        assert isinstance(Asked.of(text).refused(), MisuseError), text
    assert Asked.of("矿").refused() is None
