"""Half a tonne of illegal ionic ore in a hundred tonnes of lawful concentrate (design, section 4).

The concentrate is Bayan Obo's, with 0.1 % dysprosium; the ore is Longnan's, with 7.5 %: 99.5 kg
and 37.5 kg in one separation, which makes 137 kg of dysprosium oxide.
"""

from tests.example import M, S

DIGGER = "91360727MA35TEST7X"
DYSPROSIUM_KG = 137
REST = {
    "La2O3": 0.2292,
    "CeO2": 0.4982,
    "Pr6O11": 0.0618,
    "Nd2O3": 0.1845,
    "Sm2O3": 0.008,
    "Eu2O3": 0.0019,
    "Gd2O3": 0.0072,
    "Tb4O7": 0.001,
    "Dy2O3": 0,
    "Y2O3": 0.0072,
    "Ho2O3": 0.001,
}
"""What is left once the dysprosium is out, but for what gets lost; nobody knows the holmium's."""

RECORDS = list[dict[str, object]]


def dysprosium(*, assayed: bool = True, rest_assayed: bool = False) -> RECORDS:
    """The case as records; without assays on request, or with all that is made assayed."""
    since = {"valid_from": "2025-01-01", "notice": "list"}
    quota = {"year": 2026, "batch": "1", "issued_on": "2026-01-05"}
    rest: dict[str, object] = {"id": "REST", "product": "oxide", "reo_kg": 99_863}
    oxide: dict[str, object] = {"id": "DY", "product": "oxide", "reo_kg": DYSPROSIUM_KG}
    if assayed:
        oxide["assay"] = {"Dy2O3": 1}
    if rest_assayed:
        rest["assay"] = REST
    return [
        _designation("DM", M, "mining", since),
        _designation("DS", S, "separation", since),
        {
            "record": "quota",
            "id": "QM",
            "enterprise": M,
            "activity": "mining",
            "reo_t": 100,
            **quota,
        },
        {
            "record": "quota",
            "id": "QS",
            "enterprise": S,
            "activity": "separation",
            "reo_t": 100,
            **quota,
        },
        _extraction("E1", M, "rock", ("C", "concentrate", 99_500, "Bayan Obo")),
        _extraction("E2", DIGGER, "ionic", ("I", "ionic_concentrate", 500, "Longnan")),
        _transfer("T1", M, S, ("C", 99_500, "CS")),
        _transfer("T2", DIGGER, S, ("I", 500, "IS")),
        {
            "record": "processing",
            "id": "P1",
            "date": "2026-03-01",
            "enterprise": S,
            "process": "separation",
            "inputs": [{"lot": "CS", "reo_kg": 99_500}, {"lot": "IS", "reo_kg": 500}],
            "outputs": [oxide, rest],
        },
        _transfer("T3", S, M, ("DY", DYSPROSIUM_KG, "DY2")),
    ]


def _designation(id_: str, who: str, activity: str, more: dict[str, str]) -> dict[str, object]:
    return {"record": "designation", "id": id_, "enterprise": who, "activity": activity, **more}


def _extraction(
    id_: str, who: str, ore_class: str, lot: tuple[str, str, int, str]
) -> dict[str, object]:
    key, product, kg, deposit = lot
    return {
        "record": "extraction",
        "id": id_,
        "date": "2026-02-01",
        "enterprise": who,
        "ore_class": ore_class,
        "output": {"id": key, "product": product, "reo_kg": kg, "deposit": deposit},
    }


def _transfer(id_: str, seller: str, buyer: str, item: tuple[str, int, str]) -> dict[str, object]:
    lot, kg, new_lot = item
    return {
        "record": "transfer",
        "id": id_,
        "date": "2026-02-20" if seller != S else "2026-03-05",
        "seller": seller,
        "buyer": buyer,
        "items": [{"lot": lot, "reo_kg": kg, "new_lot": new_lot}],
    }
