"""The oracle on evidence that outranks words, by worlds small enough to work out by hand."""

from typing import Any

import pytest

from tests.oracle import Oracle

Record = dict[str, Any]

FIRM = "91150000000000000M"
NUMBER = "530120261000000001"


def imported(product: str, reo_kg: float = 100, **more: Any) -> Record:
    assay = more.pop("assay", None)
    lot = {"id": "L", "product": product, "reo_kg": reo_kg, "net_kg": 2 * reo_kg}
    return {
        "record": "import",
        "id": "I",
        "date": "2026-02-01",
        "enterprise": FIRM,
        "declaration": NUMBER,
        "output": {**lot, "assay": assay} if assay else lot,
        **more,
    }


def declared(code: str, net_kg: float = 1_000, **more: Any) -> Record:
    return {
        "record": "declaration",
        "id": NUMBER,
        "direction": "import",
        "date": "2026-01-31",
        "declarant": FIRM,
        "hs_code": code,
        "goods": "goods",
        "net_kg": net_kg,
        "country": "MM",
        **more,
    }


def lab_test(number: str = "T", lot: str = "L", **more: Any) -> Record:
    found = {"record": "lab_test", "id": number, "date": "2026-05-01", "sample_of": {"lot": lot}}
    return found | more


def transfer(lot: str, new: str, reo_kg: float = 100) -> Record:
    return {
        "record": "transfer",
        "id": f"T-{new}",
        "date": "2026-02-10",
        "seller": FIRM,
        "buyer": FIRM,
        "items": [{"lot": lot, "reo_kg": reo_kg, "new_lot": new}],
    }


def processing(inputs: dict[str, float], *outputs: Record, date: str = "2026-03-01") -> Record:
    return {
        "record": "processing",
        "id": "P",
        "date": date,
        "enterprise": FIRM,
        "process": "separation",
        "inputs": [{"lot": lot, "reo_kg": kg} for lot, kg in inputs.items()],
        "outputs": list(outputs),
    }


def lot(number: str, reo_kg: float, product: str = "oxide", **more: Any) -> Record:
    return {"id": number, "product": product, "reo_kg": reo_kg, **more}


def said(lot: str, *records: Record) -> tuple[str | None, dict[str, float]]:
    held = Oracle(records).lots[lot]
    return held["product"], held["statuses"]


IMPORT, UNDECLARED, BARRED = {"import": 1.0}, {"undeclared_import": 1.0}, {"barred_import": 1.0}


@pytest.mark.parametrize(
    ("code", "product", "is_", "status"),
    [
        ("2846901500", "oxide", "oxide", IMPORT),
        ("2846 90 15.00", "oxide", "oxide", IMPORT),
        ("2846901500", "salt", "salt", UNDECLARED),
        ("2846101000", "salt", "salt", IMPORT),
        ("2507001000", "concentrate", "concentrate", UNDECLARED),
        ("2601111000", "mixed_salt", "mixed_salt", UNDECLARED),
        ("7202991100", "alloy", "alloy", IMPORT),
        ("2612200000", "mixed_salt", "concentrate", IMPORT),
        ("2612", "mixed_salt", "concentrate", IMPORT),
        ("2612100000", "mixed_salt", "mixed_salt", UNDECLARED),  # uranium
        ("2530902010", "ore", "ore", IMPORT),
        ("2846904800", "mixed_salt", "ionic_concentrate", IMPORT),
        ("2846904800", "metal", "ionic_concentrate", IMPORT),
        ("2846904", "mixed_salt", "ionic_concentrate", IMPORT),
        ("2846904100", "mixed_salt", "mixed_salt", IMPORT),
        ("2846901999", "oxide", "ionic_concentrate", IMPORT),
        ("2846901993", "oxide", "ionic_concentrate", IMPORT),
        ("2846909700", "salt", "ionic_concentrate", IMPORT),  # a line that no row lists
        ("2846902910", "salt", "salt", IMPORT),
        ("2846909990", "salt", "ionic_concentrate", IMPORT),
        ("2846", "salt", "ionic_concentrate", IMPORT),
    ],
)
def test_a_code_covers_what_travels_under_it(
    code: str, product: str, is_: str, status: dict[str, float]
) -> None:
    assert said("L", imported(product), declared(code)) == (is_, status)


def test_whoever_is_party_the_code_says_what_goods_are() -> None:
    stranger = declared("2846904800", party="91150000000000000X")
    assert said("L", imported("oxide"), stranger) == ("ionic_concentrate", UNDECLARED)


TWO = {"Dy2O3": 0.5, "Tb4O7": 0.45, "La2O3": 0.03}
MANY = {"Dy2O3": 0.5, "Tb4O7": 0.44, "La2O3": 0.06}
SOME = {"Dy2O3": 0.9}


@pytest.mark.parametrize(
    ("tests", "filed", "is_"),
    [
        ((), None, "ionic_concentrate"),
        ((), TWO, "oxide"),
        ((), MANY, "ionic_concentrate"),
        ((), SOME, "ionic_concentrate"),
        ((lab_test(assay=MANY),), TWO, "ionic_concentrate"),
        ((lab_test(assay=TWO),), MANY, "oxide"),
        ((lab_test(assay=SOME),), TWO, "oxide"),
        ((lab_test(product="salt", assay=MANY),), None, "salt"),
        ((lab_test("T1", assay=TWO), lab_test("T2", assay=MANY)), None, "ionic_concentrate"),
        ((lab_test("T1", assay=TWO, date="2026-05-02"), lab_test("T2", assay=MANY)), None, "oxide"),
        ((lab_test(lot="HANDED ON", assay=TWO),), None, "oxide"),
        ((lab_test(sample_of={"declaration": NUMBER}, assay=TWO),), None, "oxide"),
        (
            (
                lab_test("T1", assay=MANY),
                lab_test("T9", sample_of={"declaration": NUMBER}, assay=TWO),
            ),
            None,
            "ionic_concentrate",
        ),
    ],
)
def test_mixed_oxides_are_what_evidence_says(
    tests: tuple[Record, ...], filed: dict[str, float] | None, is_: str
) -> None:
    records = (imported("oxide", assay=filed), declared("2846901999"), transfer("L", "HANDED ON"))
    assert said("L", *records, *tests) == (is_, IMPORT)


def test_nothing_covers_what_nobody_can_tell() -> None:
    """60 of 100 kg are undetermined: their part of 80 kg is not verified, the rest draws quota."""
    oracle = Oracle(
        [
            imported("oxide", 60),
            declared("2846901999"),
            transfer("L", "M", 60),
            {
                **imported("ore"),
                "id": "J",
                "declaration": None,
                "output": lot("C", 40, "concentrate"),
            },
            processing({"M": 60, "C": 40}, lot("OX", 80)),
        ]
    )
    assert oracle.covered["processing:P", "undetermined"] == (48_000, 0, "no_quota_record")
    assert oracle.covered["processing:P", "separation"] == (32_000, 0, "no_quota_record")
    assert oracle.lots["OX"]["statuses"] == {"no_quota_record": 1.0}
    before = [imported("oxide", 60), declared("2846901999")]
    early = processing({"L": 60}, lot("OX", 50), date="2025-07-27")
    moved = [{**record, "date": "2025-02-01"} for record in before]
    assert said("OX", *moved, early) == ("oxide", IMPORT)


@pytest.mark.parametrize(
    ("day", "of_declaration", "status"),
    [
        ("2021-01-01", "2020-12-31", BARRED),
        ("2020-12-31", "2021-01-01", BARRED),
        ("2020-12-31", "2020-12-31", UNDECLARED),
    ],
)
def test_waste_may_not_come_in(day: str, of_declaration: str, status: dict[str, float]) -> None:
    declaration = declared("7202991100", date=of_declaration)
    assert said("L", imported("scrap", date=day), declaration) == ("scrap", status)
    alloy = imported("alloy", date=day)
    found = said("L", alloy, declaration, lab_test(product="scrap"))
    assert found == (("scrap", BARRED) if status == BARRED else ("alloy", IMPORT))


def test_lines_are_drawn_in_order_each_in_its_measure() -> None:
    """100 kg REO, 200 net: 40 of 100 REO by the first, 60 of 200 net by the third; half is not."""
    lines = [
        {"hs_code": "2846901500", "goods": "a", "net_kg": 1, "reo_kg": 40},
        {"hs_code": "2507001000", "goods": "b", "net_kg": 500},
        {"hs_code": "2846901600", "goods": "c", "net_kg": 20},
    ]
    product, statuses = said("L", imported("oxide"), declared("2846901500", 9, lines=lines))
    assert product == "oxide"
    assert statuses == pytest.approx({"import": 0.5, "undeclared_import": 0.5})


def released(product: str = "oxide") -> Record:
    return {
        "record": "release",
        "id": "R",
        "date": "2026-01-01",
        "enterprise": FIRM,
        "kind": "auction",
        "output": lot("L", 100, product),
    }


def test_what_an_authority_released_is_lawful_and_needs_no_mining_quota() -> None:
    oracle = Oracle([released("ore"), processing({"L": 100}, lot("OX", 90))])
    assert oracle.lots["L"]["statuses"] == {"released": 1.0}
    assert oracle.lots["OX"]["feed"] == "released"
    assert [gate for _, gate in oracle.covered] == ["separation"]


def test_a_seizure_takes_no_more_than_is_left() -> None:
    seizure = {
        "record": "seizure",
        "id": "Z",
        "date": "2026-02-01",
        "enterprise": "91150000000000000X",
        "items": [{"lot": "L", "reo_kg": 90}],
    }
    earlier = {**transfer("L", "M", 40), "date": "2026-01-15"}
    later = processing({"L": 20}, lot("OX", 20))
    assert Oracle([released(), earlier, seizure]).lots["M"]["statuses"] == {"released": 1.0}
    oracle = Oracle([released(), earlier, seizure, later])  # 40 and 60 and 20 of 100
    assert oracle.lots["OX"]["statuses"] == pytest.approx({"released": 5 / 6, "unexplained": 1 / 6})


@pytest.mark.parametrize(
    ("ore_class", "status"), [("rock", "byproduct"), ("ionic", "no_quota_record")]
)
def test_ionic_ore_is_no_by_product(ore_class: str, status: str) -> None:
    extraction = {
        "record": "extraction",
        "id": "E",
        "date": "2026-02-01",
        "enterprise": FIRM,
        "ore_class": ore_class,
        "byproduct_of": "clay",
        "output": lot("L", 10, "ionic_concentrate"),
    }
    permit = {
        "record": "permit",
        "id": "PB",
        "enterprise": FIRM,
        "kind": "byproduct",
        "valid_from": "2020-01-01",
    }
    assert said("L", extraction, permit)[1] == {status: 1.0}


def intake(number: str, reo_kg: float, waste: str | None) -> Record:
    invoice = {
        "record": "invoice",
        "id": f"V-{number}",
        "status": "valid",
        "buyer": FIRM,
        "lines": [{"net_kg": reo_kg}],
    }
    return {
        "record": "scrap_intake",
        "id": number,
        "date": "2026-02-01",
        "enterprise": FIRM,
        "invoices": [invoice["id"]],
        "output": lot(number, reo_kg, "scrap"),
        **({"waste": waste} if waste else {}),
        "_invoice": invoice,
    }


def with_invoices(*records: Record) -> list[Record]:
    return [*records, *(r["_invoice"] for r in records if "_invoice" in r)]


@pytest.mark.parametrize(
    ("wastes", "assay", "excess"),
    [
        (("magnet",), {"Nd2O3": 0.5, "Dy2O3": 0.5}, 30),  # a fifth at most
        (("phosphor",), {"Y2O3": 1.0}, 0),
        (("magnet",), {"Y2O3": 1.0}, 90),
        ((None,), {"Y2O3": 1.0}, 0),  # by phosphors
        (("magnet", "phosphor"), {"Y2O3": 1.0}, 45),  # all of one half, a tenth of the other
        (("other", "magnet"), {"Y2O3": 1.0}, 45),  # the other can be phosphors
        (("other", None), {"Y2O3": 0.5, "Nd2O3": 0.5}, 40),  # both magnets: no Y2O3 beyond a tenth
        (("magnet",), {"Unobtainium": 1.0}, 0),
    ],
)
def test_waste_cannot_hold_what_its_kind_does_not(
    wastes: tuple[str | None, ...], assay: dict[str, float], excess: float
) -> None:
    each = 100 / len(wastes)
    intakes = [intake(f"S{n}", each, waste) for n, waste in enumerate(wastes)]
    step = processing({i["id"]: each for i in intakes}, lot("OX", 100, assay=assay))
    oracle = Oracle(with_invoices(*intakes, step))
    verdict = oracle.verdict({"lot": "OX"})
    assert verdict
    assert verdict["statuses"].get("unsupported_origin", 0) == pytest.approx(1000 * excess)
    assert verdict["lawful_max_g"] == pytest.approx(100_000 - 1000 * excess)
    assert verdict["lawful_min_g"] == pytest.approx(100_000 - 1000 * excess)


def test_a_test_of_the_scrap_ends_what_its_kind_says() -> None:
    step = processing({"S": 100}, lot("OX", 100, assay={"Y2O3": 1.0}))
    records = with_invoices(intake("S", 100, "magnet"), step)
    assert said("OX", *records)[1]["unsupported_origin"] == pytest.approx(0.9)
    assert said("OX", *records, lab_test(lot="S", assay={"Y2O3": 0.9}))[1] == {"secondary": 1.0}


def test_a_quota_issued_late_covers_nothing_whatever_is_added() -> None:
    quota = {
        "record": "quota",
        "id": "Q",
        "enterprise": FIRM,
        "year": 2026,
        "batch": "1",
        "activity": "mining",
        "reo_t": 1,
        "issued_on": "2027-01-01",
    }
    more = {
        "record": "quota_adjustment",
        "id": "A",
        "quota": "Q",
        "reo_t": 5,
        "decided_on": "2026-06-01",
    }
    designation = {
        "record": "designation",
        "id": "D",
        "enterprise": FIRM,
        "activity": "mining",
        "valid_from": "2020-01-01",
    }
    extraction = {
        "record": "extraction",
        "id": "E",
        "date": "2026-02-01",
        "enterprise": FIRM,
        "ore_class": "rock",
        "output": lot("L", 10, "concentrate"),
    }
    assert said("L", quota, more, designation, extraction)[1] == {"over_quota_mining": 1.0}
