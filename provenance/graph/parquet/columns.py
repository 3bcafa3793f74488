"""The whole graph of an export as columns, without an object a row: arrays from file to array.

A row is known by its place in its file; DuckDB finds the places of what flows name, on disk where
that takes more memory than it may have.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec.json import encode

from provenance.graph.parquet.folder import Folder
from provenance.graph.parquet.texts import Texts
from provenance.graph.rows.columns import CLAIM, DECLARATION, EVENT, INVOICE, LOT
from provenance.ledger.columns.places import NONE, Flags, Ints
from provenance.ledger.columns.tables import (
    FEED,
    GATE,
    KIND,
    PRODUCT,
    STATUS,
    Claims,
    Declarations,
    Draws,
    Events,
    Grants,
    Invoices,
    Lots,
    Naming,
    Shares,
)
from provenance.ledger.columns.whole import Columns
from provenance.model.terms import OreClass

_1970 = 719_163
"""The ordinal of the day that Arrow counts from."""

_DRAWS = """
SELECT l.n AS lot, e.n AS event, f.reo_g, f.supported FROM inputs f
JOIN lots l ON l.key = f.lot JOIN events e ON e.key = f.event"""
_CLAIMS = f"""
SELECT e.n AS event, l.n AS lot, f.reo_g, f.net_g, f.product, {", ".join(f"f.{c}" for c in CLAIM)}
FROM outputs f JOIN lots l ON l.key = f.lot JOIN events e ON e.key = f.event"""
_NAMING = """
SELECT e.n AS event, i.n AS invoice
FROM (SELECT n, unnest(list_distinct(invoices)) AS number FROM events) e
JOIN invoices i ON i.key = e.number"""


def columns(folder: Folder) -> Columns:
    """All lots, events, flows and invoices on record."""
    return _Gathering(folder).columns()


class _Gathering:
    """Arrays as they are read, table by table, and the numbers of words in them."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._parts: defaultdict[type, list[list[Any]]] = defaultdict(list)
        self._texts: defaultdict[str, list[Any]] = defaultdict(list)
        self._parties: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._assays: dict[str, int] = {}

    def columns(self) -> Columns:
        at = 0
        for batch in self._folder.batches("lots", ("key", *LOT)):
            self._lots(batch, at)
            at += batch.num_rows
        for batch in self._folder.batches("enterprises", ("key",)):
            self._numbered(batch["key"], self._parties)
        for batch in self._on_record("invoices", INVOICE):
            self._invoices(batch)
        for batch in self._folder.batches("invoices", ("key", "on_record")):
            self._texts["referred"].append(batch.filter(pc.invert(batch["on_record"]))["key"])
        for batch in self._folder.batches("declarations", ("key", "on_record", *DECLARATION)):
            self._declarations(batch)
        at = 0
        for batch in self._on_record("events", (*EVENT, "draws")):
            self._events(batch, at)
            at += batch.num_rows
        for draws in self._folder.ask(_DRAWS):
            ends = [_ints(draws[name], np.int32) for name in ("lot", "event")]
            masses = _ints(draws["reo_g"], np.int64)
            self._parts[Draws].append([*ends, masses, _flags(draws["supported"])])
        for claims in self._folder.ask(_CLAIMS):
            self._claims(claims)
        for named in self._folder.ask(_NAMING):
            self._parts[Naming].append(
                [_ints(named[name], np.int32) for name in ("event", "invoice")]
            )
        return Columns(
            Lots(Texts(self._texts["lots"]), *self._joined(Lots)),
            Events(Texts(self._texts["events"]), *self._joined(Events)),
            Draws(*self._joined(Draws)),
            Claims(*self._joined(Claims)),
            Grants(*self._joined(Grants)),
            Shares(*self._joined(Shares)),
            Invoices(
                Texts(self._texts["invoices"]),
                *self._joined(Invoices),
                *(Texts(self._texts[name]) for name in ("lines", "referred")),
            ),
            Naming(*self._joined(Naming)),
            Declarations(Texts(self._texts["declarations"]), *self._joined(Declarations)),
            list(self._parties),
            list(self._words),
            [json.loads(text) for text in self._assays],
        )

    def _on_record(self, name: str, wanted: Sequence[str]) -> Iterator[Any]:
        for batch in self._folder.batches(name, ("key", "on_record", *wanted)):
            yield batch.filter(batch["on_record"])

    def _joined(self, table: type) -> list[Any]:
        return [np.concatenate(pieces) for pieces in zip(*self._parts.pop(table), strict=True)]

    def _lots(self, batch: Any, at: int) -> None:
        self._texts["lots"].append(batch["key"])
        self._parts[Lots].append(
            [
                *(_ints(batch[name], np.int64) for name in LOT[:3]),
                _coded(batch["product"], PRODUCT),
                _coded(batch["feed"], FEED),
                _flags(batch["undetermined"]),
                _ints(pc.list_value_length(batch["tests"]), np.int64) > 0,
            ]
        )
        sizes = _ints(pc.list_value_length(batch["shares"]), np.int64)
        self._parts[Shares].append(
            [
                np.repeat(np.arange(at, at + batch.num_rows, dtype=np.int32), sizes),
                _coded(batch["statuses"].flatten(), STATUS),
                batch["shares"].flatten().to_numpy(zero_copy_only=False).astype(np.float64),
            ]
        )

    def _events(self, batch: Any, at: int) -> None:
        self._texts["events"].append(batch["key"])
        parties = (self._numbered(batch[name], self._parties) for name in EVENT[2:6])
        words = (self._numbered(batch[name], self._words) for name in EVENT[6:10])
        byproduct = pc.is_valid(batch["byproduct_of"]).to_numpy(zero_copy_only=False)
        ionic = _flags(pc.equal(batch["ore_class"], OreClass.IONIC.value))
        self._parts[Events].append(
            [
                _coded(batch["kind"], KIND),
                _days(batch["date"]),
                *parties,
                *words,
                *(_ints(batch[name], np.int64) for name in EVENT[10:13]),
                byproduct & ~ionic,
            ]
        )
        sizes = _ints(pc.list_value_length(batch["draws"]), np.int64)
        draws = batch["draws"].flatten()
        self._parts[Grants].append(
            [
                np.repeat(np.arange(at, at + batch.num_rows, dtype=np.int32), sizes),
                _coded(draws.field("gate"), GATE),
                _ints(draws.field("drawn_g"), np.int64),
                _ints(draws.field("covered_g"), np.int64),
                _coded(draws.field("rest"), STATUS),
                _ints(pc.list_value_length(draws.field("parts")), np.int32),
            ]
        )

    def _invoices(self, batch: Any) -> None:
        self._texts["invoices"].append(batch["key"])
        self._texts["lines"].append(batch["lines"])
        parties = (self._numbered(batch[name], self._parties) for name in ("seller", "buyer"))
        self._parts[Invoices].append(
            [
                _days(batch["issued_on"]),
                self._numbered(batch["status"], self._words),
                *parties,
                _flags(batch["rare_earth_mark"]),
            ]
        )

    @cached_property
    def _tested(self) -> frozenset[str]:
        told = self._folder.batches("lab_tests", ("declaration",))
        return frozenset(key for batch in told for key in batch["declaration"].to_pylist())

    def _declarations(self, batch: Any) -> None:
        self._texts["declarations"].append(batch["key"])
        filed = zip(*(batch[name].to_pylist() for name in DECLARATION[9:]), strict=True)
        said = pa.array([encode(goods).decode() for goods in filed], pa.string())
        self._parts[Declarations].append(
            [
                _flags(batch["on_record"]),
                _flags(pc.equal(batch["direction"], "export")),
                _days(pc.fill_null(batch["date"], date.min)),
                self._numbered(batch["declarant"], self._parties),
                self._numbered(pc.coalesce(batch["party"], batch["declarant"]), self._parties),
                *(self._numbered(batch[name], self._words) for name in DECLARATION[4:7]),
                self._numbered(said, self._words),
                _ints(batch["net_g"], np.int64),
                _ints(batch["reo_g"], np.int64, NONE),
                np.array([key in self._tested for key in batch["key"].to_pylist()], np.bool_),
            ]
        )

    def _claims(self, batch: Any) -> None:
        self._parts[Claims].append(
            [
                *(_ints(batch[name], np.int32) for name in ("event", "lot")),
                _ints(batch["reo_g"], np.int64),
                _ints(batch["net_g"], np.int64, NONE),
                _coded(batch["product"], PRODUCT),
                _coded(batch["feedstock"], FEED),
                self._numbered(batch["deposit"], self._words),
                self._numbered(batch["hs_code"], self._words),
                self._numbered(batch["assay"], self._assays),
                self._numbered(batch["label"], self._words),
            ]
        )

    def _numbered(self, column: Any, seen: dict[str, int]) -> Ints:
        """Texts by numbers, in the order in which they came."""
        found = column.dictionary_encode()
        numbers = [seen.setdefault(text, len(seen)) for text in found.dictionary.to_pylist()]
        return np.array([*numbers, NONE], np.int32)[_ints(found.indices, np.int32, len(numbers))]


def _coded(column: Any, codes: Mapping[str, int]) -> Ints:
    found = column.dictionary_encode()
    numbers = [codes.get(text, NONE) for text in found.dictionary.to_pylist()]
    return np.array([*numbers, NONE], np.int8)[_ints(found.indices, np.int32, len(numbers))]


def _ints(column: Any, kind: Any, without: int = 0) -> Ints:
    filled = pc.fill_null(column, pa.scalar(without, column.type))
    return np.asarray(filled.to_numpy(zero_copy_only=False).astype(kind))


def _flags(column: Any) -> Flags:
    return np.asarray(pc.fill_null(column, False).to_numpy(zero_copy_only=False), np.bool_)


def _days(column: Any) -> Ints:
    return _ints(column.cast(pa.int32()), np.int32) + np.int32(_1970)
