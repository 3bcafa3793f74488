"""The tables of an export: a file each, their columns typed by the kinds of record they come from.

What the columns are is a public interface (`docs/parquet.md`): a change of it takes a new VERSION.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import pyarrow as pa

from provenance.model.terms import EventKind, Label
from provenance.records.kinds.base import Part
from provenance.records.kinds.lots import Lot
from provenance.records.kinds.registry import RECORD_KINDS
from provenance.records.mapping import PLACES
from provenance.records.properties import borne

VERSION = 1

TEXT, GRAMS, WHOLE, SHARE = pa.string(), pa.int64(), pa.int64(), pa.float64()
YES_NO, DAY, TEXTS = pa.bool_(), pa.date32(), pa.list_(pa.string())
DRAWS = pa.list_(
    pa.struct(
        {
            "gate": TEXT,
            "drawn_g": GRAMS,
            "covered_g": GRAMS,
            "rest": TEXT,
            "ore_class": TEXT,
            "pool": TEXTS,
            "parts": pa.list_(
                pa.struct({"kind": TEXT, "key": TEXT, "drawn_g": GRAMS, "covered_g": GRAMS})
            ),
        }
    )
)


class Column(NamedTuple):
    """A column: its name, its type, and what it says. Masses are in grams and end in `_g`."""

    name: str
    type: Any
    says: str


class Table(NamedTuple):
    """A table: its name, the kind of thing a row is (None of flows), its columns, by what the rows
    are in order."""

    name: str
    label: Label | None
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("key",)

    @property
    def schema(self) -> Any:
        """Its columns, as Arrow has them."""
        return pa.schema([(column.name, column.type) for column in self.columns])


KEY = (
    Column("key", TEXT, "Its number, by which other tables name it."),
    Column("on_record", YES_NO, "Whether a record states it, rather than only others naming it."),
)
_LOT = (
    Column("key", TEXT, "Number of the lot."),
    Column("reo_g", GRAMS, "Grams REO, as the records settle it; null while nothing does."),
    Column("product", TEXT, "What the material is."),
    Column("feed", TEXT, "Where its material came from, as the records show it."),
    Column("ore_class", TEXT, "rock or ionic."),
    Column("claims", WHOLE, "How many outputs are said to be it; of more than one its origin is"
           " unexplained."),
    Column("holder", TEXT, "Credit code of who holds it."),
    Column("produced_on", DAY, "Day it was made."),
    Column("drawn_g", GRAMS, "Grams REO drawn on it; more than reo_g where it is overdrawn."),
    Column("statuses", TEXTS, "How it divides: the statuses, in the order of `shares`."),
    Column("shares", pa.list_(SHARE), "Its share of each of `statuses`, 1 in sum."),
    Column("undetermined", YES_NO, "Whether nothing tells if this import is mineral; null: no."),
    Column("waste", TEXTS, "Kinds of untested scrap it came from."),
    Column("tested", TEXT, "Shares of REO by oxide, by test of it or of what it became; JSON."),
    Column("amended", TEXT, "Grams of oxides that its event made, as tested; JSON."),
    Column("tests", TEXTS, "The laboratory tests of it, by key."),
)  # fmt: skip
_EVENT = (
    Column("kind", TEXT, "What happened: one of the movements that records state."),
    Column("date", DAY, "Day it happened."),
    Column("enterprise", TEXT, "Credit code of who did it; of a transfer, who handed over."),
    Column("reason", TEXT, "Why: of a transfer, a disposal."),
    Column("authority", TEXT, "The authority that let go or took away."),
    Column("ore_g", GRAMS, "Grams REO of ore that a processing says to have made."),
    Column("mineral_g", GRAMS, "The same of other mineral products."),
    Column("compound_g", GRAMS, "The same of compounds, metals and what is made of them."),
    Column("oxides", TEXT, "Grams by oxide that a processing says to have made; JSON."),
    Column("product", TEXT, "What was imported or taken in, as said of its lot."),
    Column("reo_g", GRAMS, "Grams REO of what was imported."),
    Column("net_g", GRAMS, "Net grams of what was imported."),
    Column("hs_code", TEXT, "Customs code of what was imported."),
    Column("release_kind", TEXT, "Of a release: from what."),
    Column("draws", DRAWS, "Draws on quotas and other rights, as settled: at which gate, grams REO"
           " drawn and covered, what the rest is, and each quota (or the like) drawn on."),
)  # fmt: skip
_EXTRA: Mapping[Label, tuple[Column, ...]] = {
    Label.INVOICE: (Column("net_g", GRAMS, "Net grams of all lines."),),
    Label.CONTROL: (Column("items", TEXT, "What is under control; JSON."),),
    Label.LAB_TEST: (
        Column("lot", TEXT, "The lot a sample was taken of."),
        Column("declaration", TEXT, "The declaration a sample was taken of."),
    ),
}
_FLOW = (Column("event", TEXT, "Key of the event."), Column("lot", TEXT, "Key of the lot."))


def _tables() -> Iterator[Table]:
    yield Table("lots", Label.LOT, _LOT)
    filed = [c for kind in EventKind for c in _filed(RECORD_KINDS[kind])]
    own = {column.name for column in _EVENT}
    yield Table("events", Label.EVENT, _each_once(
        (*KEY, *_EVENT, *(column for column in filed if column.name not in {*own, "seller"}))
    ))  # fmt: skip
    taken = (
        Column("reo_g", GRAMS, "Grams REO drawn."),
        Column("supported", YES_NO, "Whether who drew can have held it."),
    )
    yield Table("inputs", None, (*_FLOW, *taken), ("event", "lot"))
    given = (
        Column("n", WHOLE, "Which of the event's outputs it is, from 0."),
        Column("reo_g", GRAMS, "Grams REO said to have come out."),
    )
    said = (column for column in _filed(Lot) if column.name != "reo_g")
    yield Table("outputs", None, (*_FLOW, *given, *said), ("event", "lot", "n"))
    for kind, (label, _) in PLACES.items():
        filed = list(_filed(RECORD_KINDS[kind]))
        yield Table(_plural(label), label, _each_once((*KEY, *filed, *_EXTRA.get(label, ()))))
    place = (Column("name", TEXT, "What it is called."), Column("level", TEXT, "Which level."))
    yield Table(_plural(Label.REGION), Label.REGION, (*KEY, *place))
    yield Table(_plural(Label.IDENTIFIER), Label.IDENTIFIER, KEY)


def _filed(model: type[Part]) -> Iterator[Column]:
    """What of a kind of record is borne, as columns."""
    for field, name, grams_of in borne(model):
        if field != "id":
            info = model.model_fields[field]
            kind = GRAMS if grams_of else _type(info.annotation)
            says = _in_grams(info.description or "") if grams_of else info.description or ""
            yield Column(name, kind, f"{says.rstrip('.')}; JSON." if _nested(info) else says)


def _each_once(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    found: dict[str, Column] = {}
    for column in columns:
        first = found.setdefault(column.name, column)
        if first.type != column.type:
            raise TypeError(f"{column.name} is of two types")
    return tuple(found.values())


def _in_grams(said: str) -> str:
    """What is said of kilograms or tonnes, of grams."""
    said = re.sub(r"\bin (kg|tonnes|t)(, to the gram)?\b", "in grams", said)
    return said.replace("tonnes REO", "grams REO")


def _nested(info: Any) -> bool:
    return _type(info.annotation) is TEXT and any(
        _is_json(kind) for kind in _kinds(info.annotation)
    )


def _type(annotation: Any) -> Any:
    """How a field is borne (`records/properties.py`), as an Arrow type."""
    kinds = list(_kinds(annotation))
    if any(_is_json(kind) for kind in kinds):
        return TEXT
    if any(get_origin(kind) is tuple for kind in kinds):
        return TEXTS
    for base, found in (
        (bool, YES_NO),
        (int, WHOLE),
        (Decimal, SHARE),
        (datetime, TEXT),
        (date, DAY),
    ):
        if all(isinstance(kind, type) and issubclass(kind, base) for kind in kinds):
            return found
    return TEXT


def _kinds(annotation: Any) -> Iterator[Any]:
    """What a value may be, None aside."""
    if get_origin(annotation) is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for one in get_args(annotation):
            yield from _kinds(one)
    elif get_origin(annotation) is Literal:
        yield from (type(value) for value in get_args(annotation))
    elif annotation is not type(None):
        yield annotation


def _is_json(kind: Any) -> bool:
    """Whether it is borne as one JSON text: a record's part, a mapping, a list of parts."""
    if get_origin(kind) is tuple:
        return any(_is_json(one) and get_origin(one) is None for one in _kinds(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, Part):
        return True
    origin = get_origin(kind)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _plural(label: Label) -> str:
    """The name of the table of a kind of thing: export_licences, quotas, penalties."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", label.value).lower()
    return f"{words[:-1]}ies" if words.endswith("ty") else f"{words}s"


TABLES: Mapping[str, Table] = {table.name: table for table in _tables()}
TABLE_OF: Mapping[Label, Table] = {t.label: t for t in TABLES.values() if t.label is not None}
