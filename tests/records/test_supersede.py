"""Which version of a record counts, and what a batch of records changes in the graph."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.model.source import Source
from provenance.records.canonical import canonical, record_of, revive
from provenance.records.changes import (
    Changes,
    Edge,
    Fragment,
    History,
    Mark,
    Node,
    RecordKey,
    Touch,
)
from provenance.records.kinds.registry import describe
from provenance.records.projection import own, project
from provenance.records.supersede import Incoming, changes, linked, supersede

EXAMPLES = {kind: described["example"] for kind, described in describe().items()}
SOURCE = Source("enterprise", "f", 1, datetime(2026, 4, 1, tzinfo=UTC))

Rows = Sequence[dict[str, Any]]


def transfer(id_: str = "T1", revision: int = 0, kg: int = 1, lot: str = "C1") -> dict[str, Any]:
    items = [{"lot": lot, "reo_kg": kg, "new_lot": f"{lot}-{id_}"}]
    return {**EXAMPLES["transfer"], "id": id_, "revision": revision, "items": items}


def withdrawal(id_: str, of: str, kind: str = "transfer", revision: int = 0) -> dict[str, Any]:
    named = {"record": kind, "id": of}
    return {"record": "withdrawal", "id": id_, "revision": revision, "withdraws": named}


@dataclass
class Memory:
    """As much of a store as versions need: histories, and the pieces of graph that stand."""

    histories: dict[RecordKey, History] = field(default_factory=dict)
    nodes: Counter[Any] = field(default_factory=Counter)
    edges: Counter[Any] = field(default_factory=Counter)
    standing: dict[RecordKey, bool] = field(default_factory=dict)
    seq: int = 0

    def load(self, *rows: dict[str, Any]) -> Changes:
        """One batch, fetched and kept as a loader does."""
        incoming = [Incoming.of(record_of(row), SOURCE) for row in rows]
        known = {item.key: self.histories.get(item.key, History()) for item in incoming}
        while missing := linked(known, incoming) - known.keys():
            known |= {key: self.histories.get(key, History()) for key in missing}
        changed = changes(supersede(known, incoming))
        self._keep(changed)
        return changed

    def _keep(self, changes: Changes) -> None:
        for version in changes.versions:
            self.seq += 1
            history = self.histories.get(version.record, History())
            numbered = version._replace(seq=self.seq)
            self.histories[version.record] = history._replace(
                versions=(*history.versions, numbered)
            )
        for id_, target in changes.withdrawals.items():
            for key, history in self.histories.items():
                self.histories[key] = history._replace(withdrawn_by=history.withdrawn_by - {id_})
            history = self.histories.get(target, History())
            self.histories[target] = history._replace(withdrawn_by=history.withdrawn_by | {id_})
        self.standing |= changes.standing
        for piece in changes.removed:
            self.nodes.subtract(map(node_key, piece.nodes))
            self.edges.subtract(map(edge_key, piece.edges))
        for piece in changes.added:
            # What is shared (places) is stated by many, and stays when one of them goes.
            self.nodes.update(map(node_key, own(piece).nodes))
            self.edges.update(map(edge_key, own(piece).edges))
        assert min(self.nodes.values(), default=0) >= 0
        assert min(self.edges.values(), default=0) >= 0

    def graph(self) -> tuple[Counter[Any], Counter[Any]]:
        return +self.nodes, +self.edges

    def stands(self, id_: str, kind: str = "transfer") -> bool:
        return self.standing[RecordKey(kind, id_)]


def node_key(node: Node) -> object:
    return node.ref, repr(sorted(node.props.items()))


def edge_key(edge: Edge) -> object:
    return edge.type, edge.tail, edge.head, edge.n, edge.reo_g


def graph_of(*rows: dict[str, Any]) -> tuple[Counter[Any], Counter[Any]]:
    """The graph that just these records state."""
    pieces = [own(project(record_of(row))) for row in rows]
    return (
        Counter(node_key(node) for piece in pieces for node in piece.nodes),
        Counter(edge_key(edge) for piece in pieces for edge in piece.edges),
    )


def loaded(*rows: dict[str, Any]) -> Memory:
    """All of these records, one by one."""
    memory = Memory()
    for row in rows:
        memory.load(row)
    return memory


def stated(pieces: Iterable[Fragment]) -> list[Fragment]:
    """The pieces that hold anything; a withdrawal states nothing."""
    return [piece for piece in pieces if piece != Fragment()]


def idle(changes: Changes) -> bool:
    """Whether nothing is to be kept, and nothing changes."""
    return not any(getattr(changes, name) for name in Changes.__dataclass_fields__)


OLD, NEW = transfer(), transfer(revision=1, kg=2)


class TestRevisions:
    @pytest.mark.parametrize("rows", [(OLD, NEW), (NEW, OLD)])
    def test_the_highest_counts_whichever_arrives_first(self, rows: Rows) -> None:
        memory = loaded(*rows)
        assert memory.graph() == graph_of(NEW)
        # All versions stay readable, in the order received.
        versions = memory.histories[RecordKey("transfer", "T1")].versions
        assert [version.revision for version in versions] == [row["revision"] for row in rows]

    def test_a_lower_one_that_comes_later_changes_no_graph(self) -> None:
        memory = loaded(NEW)
        changes = memory.load(OLD)
        assert len(changes.versions) == 1
        assert (changes.removed, changes.added, changes.touched) == ([], [], frozenset())

    def test_at_equal_revision_the_last_received_counts(self) -> None:
        one, other = transfer(kg=5), transfer(kg=6)
        assert loaded(one, other).graph() == graph_of(other)
        assert loaded(other, one).graph() == graph_of(one)
        assert loaded(one, other, one).graph() == graph_of(one)
        assert loaded(NEW, one, other).graph() == graph_of(NEW)

    def test_in_one_batch_as_in_several(self) -> None:
        one, other = transfer(kg=5), transfer(kg=6)
        memory = Memory()
        memory.load(one, other, NEW, one, OLD)
        assert memory.graph() == graph_of(NEW)
        assert len(memory.histories[RecordKey("transfer", "T1")].versions) == 5

    def test_what_a_version_replaces_is_taken_out_whole(self) -> None:
        memory = loaded(transfer(lot="A"))
        changes = memory.load(transfer(revision=1, lot="B"))
        old, new = (
            project(record_of(transfer(lot="A"))),
            project(record_of(NEW | {"items": []} | transfer(revision=1, lot="B"))),
        )
        assert changes.removed == [old]
        assert changes.added == [new]

    def test_ids_are_unique_in_their_kind_only(self) -> None:
        export = EXAMPLES["export"] | {"id": "T1"}
        memory = loaded(OLD, export)
        assert memory.graph() == graph_of(OLD, export)
        memory.load(withdrawal("W", "T1", "export"))
        assert memory.graph() == graph_of(OLD)


class TestSendingAgain:
    @pytest.mark.parametrize("row", [EXAMPLES[kind] for kind in sorted(EXAMPLES)])
    def test_it_changes_nothing(self, row: dict[str, Any]) -> None:
        memory = loaded(row)
        assert idle(memory.load(row))

    def test_nor_does_an_old_version(self) -> None:
        memory = loaded(OLD, NEW)
        assert idle(memory.load(OLD, NEW, OLD))

    def test_nor_does_another_spelling(self) -> None:
        memory = loaded(EXAMPLES["quota"])
        assert idle(memory.load(EXAMPLES["quota"] | {"reo_t": "100.000", "revision": 0}))

    def test_twice_in_a_batch_is_once(self) -> None:
        changes = Memory().load(OLD, OLD)
        assert len(changes.versions) == len(changes.added) == 1

    def test_a_withdrawn_record_stays_withdrawn(self) -> None:
        memory = loaded(OLD, withdrawal("W", "T1"))
        assert idle(memory.load(OLD))
        assert memory.graph() == graph_of()


class TestWithdrawals:
    def test_it_voids_a_record(self) -> None:
        memory = loaded(OLD)
        changes = memory.load(withdrawal("W", "T1"))
        assert stated(changes.removed) == [project(record_of(OLD))]
        assert changes.withdrawals == {"W": RecordKey("transfer", "T1")}
        assert memory.graph() == graph_of()
        assert (memory.stands("T1"), memory.stands("W", "withdrawal")) == (False, True)

    def test_in_all_its_revisions(self) -> None:
        memory = loaded(OLD, withdrawal("W", "T1"), NEW)
        assert memory.graph() == graph_of()
        assert len(memory.histories[RecordKey("transfer", "T1")].versions) == 2

    def test_before_what_it_withdraws_arrives(self) -> None:
        memory = loaded(withdrawal("W", "T1"))
        assert memory.histories[RecordKey("transfer", "T1")].withdrawn_by == {"W"}
        changes = memory.load(OLD)
        assert (changes.added, changes.removed) == ([], [])
        assert not memory.stands("T1")

    def test_unless_it_is_itself_withdrawn(self) -> None:
        memory = loaded(OLD, withdrawal("W", "T1"))
        changes = memory.load(withdrawal("V", "W", "withdrawal"))
        assert stated(changes.added) == [project(record_of(OLD))]
        assert memory.graph() == graph_of(OLD)
        assert not memory.stands("W", "withdrawal")

    @pytest.mark.parametrize("stand", [0, 1, 2, 3, 4])
    def test_and_so_on(self, stand: int) -> None:
        chain = [withdrawal("W0", "T1")]
        chain += [withdrawal(f"W{n}", f"W{n - 1}", "withdrawal") for n in range(1, stand)]
        rows = [OLD, *chain[:stand]]
        expected = graph_of(OLD) if stand % 2 == 0 else graph_of()
        assert loaded(*rows).graph() == loaded(*reversed(rows)).graph() == expected

    def test_two_hold_each_for_itself(self) -> None:
        memory = loaded(OLD, withdrawal("W", "T1"), withdrawal("V", "T1"))
        memory.load(withdrawal("U", "W", "withdrawal"))
        assert memory.graph() == graph_of()
        memory.load(withdrawal("X", "V", "withdrawal"))
        assert memory.graph() == graph_of(OLD)

    def test_those_that_withdraw_each_other_void_nothing(self) -> None:
        memory = loaded(OLD, withdrawal("W", "V", "withdrawal"), withdrawal("V", "W", "withdrawal"))
        memory.load(withdrawal("U", "T1"), withdrawal("W", "T1", revision=1))
        assert memory.graph() == graph_of()

    def test_of_nothing_on_record_it_waits(self) -> None:
        memory = loaded(withdrawal("W", "NEVER"), OLD)
        assert memory.graph() == graph_of(OLD)
        assert RecordKey("transfer", "NEVER") not in memory.standing


class TestRevisedWithdrawals:
    def test_it_can_point_elsewhere(self) -> None:
        other = transfer("T2")
        memory = loaded(OLD, other, withdrawal("W", "T1"))
        changes = memory.load(withdrawal("W", "T2", revision=1))
        assert stated(changes.added) == [project(record_of(OLD))]
        assert stated(changes.removed) == [project(record_of(other))]
        assert memory.graph() == graph_of(OLD)

    def test_the_highest_revision_points(self) -> None:
        other = transfer("T2")
        memory = loaded(OLD, other, withdrawal("W", "T2", revision=1))
        changes = memory.load(withdrawal("W", "T1"))
        assert changes.withdrawals == {}
        assert memory.graph() == graph_of(OLD)

    def test_at_equal_revision_the_last_received_points(self) -> None:
        other = transfer("T2")
        memory = loaded(OLD, other, withdrawal("W", "T1"), withdrawal("W", "T2"))
        assert memory.graph() == graph_of(OLD)
        memory.load(withdrawal("W", "T1"))
        assert memory.graph() == graph_of(other)

    def test_of_another_kind(self) -> None:
        export = EXAMPLES["export"] | {"id": "T1"}
        memory = loaded(OLD, export, withdrawal("W", "T1"))
        memory.load(withdrawal("W", "T1", "export", revision=1))
        assert memory.graph() == graph_of(OLD)


class TestMarks:
    """What a change touches, and so has to be settled again."""

    SELLER, BUYER = EXAMPLES["transfer"]["seller"], EXAMPLES["transfer"]["buyer"]

    def test_what_is_new(self) -> None:
        assert Memory().load(OLD).touched == {
            Mark(Touch.EVENT, "transfer:T1/1"),
            Mark(Touch.DRAWN, "C1"),
            Mark(Touch.CLAIMED, "C1-T1"),
            Mark(Touch.ACTOR, self.SELLER),
        }

    def test_what_is_gone_leaves_its_enterprises_balances(self) -> None:
        changes = loaded(OLD).load(withdrawal("W", "T1"))
        assert changes.touched == {
            Mark(Touch.EVENT, "transfer:T1/1"),
            Mark(Touch.DRAWN, "C1"),
            Mark(Touch.HANDED, "C1"),
            Mark(Touch.CLAIMED, "C1-T1"),
            Mark(Touch.ENTERPRISE, self.SELLER),
        }

    def test_what_is_revised_touches_what_it_was_and_what_it_is(self) -> None:
        changes = loaded(OLD).load(transfer(revision=1, lot="C2"))
        drawn = {mark.key for mark in changes.touched if mark.touch is Touch.DRAWN}
        claimed = {mark.key for mark in changes.touched if mark.touch is Touch.CLAIMED}
        assert (drawn, claimed) == ({"C1", "C2"}, {"C1-T1", "C2-T1"})
        assert Mark(Touch.ENTERPRISE, self.SELLER) in changes.touched
        assert Mark(Touch.ACTOR, self.SELLER) in changes.touched

    @pytest.mark.parametrize(
        ("kind", "fields", "marks"),
        [
            ("quota", {}, {(Touch.ENTERPRISE, "91150203XXXXTQ9C5X")}),
            (
                "quota",
                {"within": "Q0"},
                {(Touch.ENTERPRISE, "91150203XXXXTQ9C5X"), (Touch.QUOTA, "Q0")},
            ),
            ("quota_adjustment", {}, {(Touch.QUOTA, "Q-2026-M-001")}),
            (
                "designation",
                {},
                {(Touch.ENTERPRISE, "91150203XXXXTQ9C5X"), (Touch.DESIGNATION, "mining")},
            ),
            ("permit", {}, {(Touch.ENTERPRISE, "91150203XXXXTQ9C5X")}),
            ("enterprise", {"parent": "P"}, {(Touch.ENTERPRISE, "91150203XXXXTQ9C5X")}),
            ("declaration", {}, {(Touch.DECLARATION, "530120260000000042")}),
            ("lab_test", {}, {(Touch.TESTED, "D1")}),
            (
                "lab_test",
                {"sample_of": {"declaration": "530120260000000042"}},
                {(Touch.DECLARATION, "530120260000000042")},
            ),
            ("inspection", {}, {(Touch.INSPECTION, "INSP-2024-017")}),
            ("invoice", {}, {(Touch.INVOICE, "26152000000012345679")}),
            ("indicator", {}, set()),
            ("export_licence", {}, set()),
            ("flow_report", {}, set()),
            ("execution_report", {}, set()),
            ("violation", {}, set()),
            ("order", {}, set()),
            ("penalty", {}, set()),
            ("referral", {}, set()),
            ("article", {}, set()),
            ("control", {}, set()),
            ("customs_code", {}, {(Touch.CODE, "2846904810")}),
            ("withdrawal", {}, set()),
        ],
    )
    def test_documents(
        self, kind: str, fields: dict[str, Any], marks: set[tuple[Touch, str]]
    ) -> None:
        row = EXAMPLES[kind] | fields
        assert Memory().load(row).touched == marks
        gone = loaded(row).load(withdrawal("W", row["id"], kind)) if kind != "withdrawal" else None
        assert gone is None or gone.touched == marks


# Any records in any order, in any batches.

_IDS = ("T1", "T2")
_NAMES = ("W1", "W2", "W3")


@st.composite
def filings(draw: st.DrawFn) -> Rows:
    """Records of which no two share kind, id and revision, so that all orders are equal."""
    rows: dict[tuple[str, str, int], dict[str, Any]] = {}
    for _ in range(draw(st.integers(1, 8))):
        revision = draw(st.integers(0, 2))
        if draw(st.booleans()):
            id_ = draw(st.sampled_from(_IDS))
            row = transfer(id_, revision, kg=draw(st.integers(1, 3)))
        else:
            id_ = draw(st.sampled_from(_NAMES))
            target = draw(st.sampled_from([*_IDS, *(name for name in _NAMES if name != id_)]))
            kind = "transfer" if target in _IDS else "withdrawal"
            row = withdrawal(id_, target, kind, revision)
        rows.setdefault((str(row["record"]), id_, revision), row)
    return list(rows.values())


def standing(rows: Rows) -> Iterable[dict[str, Any]]:
    """The records that count, told from all of them at once."""
    heads: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: row["revision"]):
        heads[row["record"], row["id"]] = row

    def void(key: tuple[str, str], asked: frozenset[tuple[str, str]]) -> bool:
        return any(
            not void(by, asked | {key})
            for by, row in heads.items()
            if by[0] == "withdrawal" and by not in asked
            if (row["withdraws"]["record"], row["withdraws"]["id"]) == key
        )

    return [row for key, row in heads.items() if not void(key, frozenset())]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(filings(), st.data())
def test_order_and_batches_do_not_matter(rows: Rows, data: st.DataObject) -> None:
    memory = Memory()
    waiting = list(data.draw(st.permutations(rows)))
    while waiting:
        size = data.draw(st.integers(1, len(waiting)))
        memory.load(*waiting[:size])
        del waiting[:size]
    expected = list(standing(rows))
    assert memory.graph() == graph_of(*expected)
    stands = {key for key, stood in memory.standing.items() if stood}
    assert stands == {RecordKey(row["record"], row["id"]) for row in expected}
    assert idle(memory.load(*rows))


def test_a_version_is_kept_as_its_canonical_text_and_where_it_came_from() -> None:
    (version,) = Memory().load(OLD).versions
    assert version.source == SOURCE
    assert version.body == canonical(record_of(OLD))
    assert revive(version.body) == record_of(OLD)


def test_linked_are_withdrawals_and_what_they_withdraw() -> None:
    memory = loaded(OLD, withdrawal("W", "T1"), withdrawal("V", "W", "withdrawal"))
    known = {key: memory.histories[key] for key in (RecordKey("transfer", "T1"),)}
    assert linked(known, []) == {RecordKey("withdrawal", "W")}
    known = {key: memory.histories[key] for key in (RecordKey("withdrawal", "W"),)}
    assert linked(known, []) == {RecordKey("transfer", "T1"), RecordKey("withdrawal", "V")}
    incoming = [Incoming.of(record_of(withdrawal("U", "X")), SOURCE)]
    assert linked({}, incoming) == {RecordKey("transfer", "X")}


def test_nothing_changes_nothing() -> None:
    assert idle(changes(supersede({}, [])))
    assert Fragment() == project(record_of(withdrawal("W", "T1")))
