"""Verdicts over HTTP: the worked example to the gram, and the same words as on paper."""

import re
from datetime import date
from typing import Any

from provenance.findings.audit import audit
from provenance.graph.port.graph import GraphStore
from provenance.model.terms import CustodyModel, Label, Ref
from provenance.settings import Settings
from provenance.verdict.verdicts import verdicts
from provenance.verdict.wording import verdict_json
from tests.example import DECLARATION, M, S, without_a_transfer, worked_example
from tests.loading import load_all
from tests.schema.api import Api, serving
from tests.schema.records import LICENCE, every_kind

FULL = """
subject { label key }
reoKg lawfulKg unlawfulKg unverifiedKg lawfulMinKg lawfulMaxKg
conclusion custodyModel clearance clearanceReasons
statuses { status kg }
origins { event { key } enterprise { key } kg }
quotas { quota { key } kg }
documents { label key }
findings { code severity relation message kg basis evidence status subject { label key } }
settledAt waiting truncated
"""


async def test_the_worked_example_to_the_gram(api: Api) -> None:
    verdict = (await api.ask(f'{{ verdict(subject: {{lot: "D1"}}) {{ {FULL} }} }}'))["verdict"]
    assert verdict["subject"] == {"label": "LOT", "key": "D1"}
    assert verdict["reoKg"] == 60_000
    assert verdict["lawfulKg"] == 39_473.684
    assert verdict["unlawfulKg"] == 20_526.316
    assert verdict["unverifiedKg"] == 0
    assert (verdict["lawfulMinKg"], verdict["lawfulMaxKg"]) == (16_000, 60_000)
    assert verdict["conclusion"] == "MIXED"
    assert verdict["clearance"] is None
    assert verdict["statuses"] == [
        {"status": "QUOTA", "kg": 39_473.684},
        {"status": "OVER_QUOTA_MINING", "kg": 7_894.737},
        {"status": "OVER_QUOTA_SEPARATION", "kg": 12_631.579},
    ]
    assert verdict["origins"] == [
        {"event": {"key": "extraction:E1"}, "enterprise": {"key": M}, "kg": 40_000},
        {"event": {"key": "extraction:E2"}, "enterprise": {"key": M}, "kg": 20_000},
    ]
    assert verdict["settledAt"].endswith("+08:00")
    assert verdict["waiting"] is verdict["truncated"] is False


async def test_a_shipment_is_one_joint_flow(api: Api) -> None:
    query = f"query($d: String!) {{ verdict(subject: {{declaration: $d}}) {{ {FULL} }} }}"
    verdict = (await api.ask(query, d=DECLARATION))["verdict"]
    assert verdict["reoKg"] == 114_000
    assert verdict["lawfulKg"] == 75_000
    assert (verdict["lawfulMinKg"], verdict["lawfulMaxKg"]) == (70_000, 90_000)
    assert verdict["clearance"] == "HOLD"
    assert verdict["clearanceReasons"][0] == "Part of unlawful origin"


async def test_every_reason_has_its_code(api: Api) -> None:
    query = """query($d: String!) { verdict(subject: {declaration: $d}) {
      clearanceReasons reasons { code kg message } } }"""
    verdict = (await api.ask(query, d=DECLARATION))["verdict"]
    assert [one["message"] for one in verdict["reasons"]] == verdict["clearanceReasons"]
    assert verdict["reasons"][0] == {
        "code": "ORIGIN_MIXED",
        "kg": 39_000,
        "message": "Part of unlawful origin",
    }
    assert {one["code"] for one in verdict["reasons"][1:]} >= {"NO_QUOTA_ORIGIN"}


async def test_what_shows_a_finding_are_things(api: Api) -> None:
    query = """{ verdict(subject: {lot: "D1"}) { findings {
      code evidence evidenceSubjects { label key node { onRecord } } } } }"""
    findings = (await api.ask(query))["verdict"]["findings"]
    over = next(one for one in findings if one["code"] == "OVER_QUOTA_SEPARATION")
    assert over["evidence"] == ["processing:P1", "QS"]
    assert over["evidenceSubjects"] == [
        {"label": "EVENT", "key": "processing:P1", "node": {"onRecord": True}},
        {"label": "QUOTA", "key": "QS", "node": {"onRecord": True}},
    ]


async def test_how_full_a_quota_was_when_it_was_drawn_on(api: Api) -> None:
    query = """{ verdict(subject: {lot: "D1"}) { quotas { quota { key }
      draws { event { key } date kg coveredKg balanceBeforeKg balanceAfterKg } } } }"""
    quotas = (await api.ask(query))["verdict"]["quotas"]
    mined = next(one for one in quotas if one["quota"]["key"] == "QM")
    first, second = mined["draws"]
    assert first == {
        "event": {"key": "extraction:E1"},
        "date": "2026-01-10",
        "kg": 80_000,
        "coveredKg": 80_000,
        "balanceBeforeKg": 100_000,
        "balanceAfterKg": 20_000,
    }
    assert [second[of] for of in ("kg", "coveredKg", "balanceBeforeKg", "balanceAfterKg")] == [
        *(40_000, 20_000),
        *(20_000, 0),
    ]
    again = (await api.ask(query.replace("draws {", "draws(first: 1) {")))["verdict"]["quotas"]
    assert again[quotas.index(mined)]["draws"] == [second]


async def test_papers_in_order_of_time_with_the_gaps(api: Api) -> None:
    query = """query($d: String!) { verdict(subject: {declaration: $d}) { papers {
      leftOut steps { event { key } date expected title(language: ZH) missing missingKg
      found { label key } } } } }"""
    papers = (await api.ask(query, d=DECLARATION))["verdict"]["papers"]
    told = [
        (step["event"]["key"], step["expected"], step["missing"], step["missingKg"])
        for step in papers["steps"]
    ]
    assert papers["leftOut"] == 0
    assert [step["date"] for step in papers["steps"]] == sorted(s["date"] for s in papers["steps"])
    assert told == [
        ("extraction:E1", "DESIGNATION", False, 0),
        ("extraction:E1", "QUOTA", False, 0),
        ("extraction:E2", "DESIGNATION", False, 0),
        ("extraction:E2", "QUOTA", True, 20_000),
        ("transfer:T1/1", "INVOICE", True, 80_000),
        ("transfer:T1/2", "INVOICE", True, 40_000),
        ("processing:P1", "DESIGNATION", False, 0),
        ("processing:P1", "QUOTA", True, 24_000),
        ("transfer:T2/1", "INVOICE", True, 60_000),
        ("transfer:T2/2", "INVOICE", True, 54_000),
        ("export:X1/1", "DECLARATION", False, 0),
        ("export:X1/2", "DECLARATION", False, 0),
    ]
    found = [step["found"] for step in papers["steps"]]
    assert found[0] == [{"label": "DESIGNATION", "key": "DM"}]
    assert found[3] == [{"label": "QUOTA", "key": "QM"}]
    assert found[4] == []
    assert papers["steps"][4]["title"] == "发票"
    few = await api.ask(query.replace("papers {", "papers(first: 6) {"), d=DECLARATION)
    shown = few["verdict"]["papers"]
    assert shown["leftOut"] == 6
    assert all(step["missing"] for step in shown["steps"])


async def test_reasons_and_remedies_in_the_language_asked(api: Api) -> None:
    query = """query($d: String!) { verdict(subject: {declaration: $d}) {
      headline(language: ZH) sentence(language: ZH) clearanceReasons(language: ZH)
      statuses { title(language: ZH) en: title }
      findings { title(language: ZH) message(language: ZH) basis(language: ZH) }
      remedies { text(language: ZH) } } }"""
    verdict = (await api.ask(query, d=DECLARATION))["verdict"]
    assert verdict["clearanceReasons"][0] == verdict["headline"] == "部分来源涉嫌违法"
    assert {"title": "超指标开采", "en": "mined over quota"} in verdict["statuses"]
    said = [text for one in verdict["findings"] for text in one.values()]
    said += [verdict["headline"], verdict["sentence"]]
    said += [one["text"] for one in verdict["remedies"]] + verdict["clearanceReasons"]
    assert len(said) > 10
    # Numbers and formulas are the same in every language; words in English are not there.
    assert not [text for text in said if re.search(r"\b(of|on|the|lot|quota|kg|Art)\b", text)]


async def test_segregated_takes_what_is_certain(api: Api) -> None:
    query = """{
      verdict(subject: {lot: "D1"}, custodyModel: SEGREGATED) { custodyModel conclusion lawfulKg }
    }"""
    assert (await api.ask(query))["verdict"] == {
        "custodyModel": "SEGREGATED",
        "conclusion": "MIXED",
        "lawfulKg": 39_473.684,
    }


async def test_verdicts_come_in_the_order_asked_null_where_unknown(api: Api) -> None:
    query = "query($s: [SubjectInput!]!) { verdicts(subjects: $s) { subject { key } lawfulKg } }"
    subjects = [{"lot": "D2"}, {"licence": "nobody's"}, {"declaration": DECLARATION}, {"lot": "D1"}]
    assert (await api.ask(query, s=subjects))["verdicts"] == [
        {"subject": {"key": "D2"}, "lawfulKg": 35_526.316},
        None,
        {"subject": {"key": DECLARATION}, "lawfulKg": 75_000},
        {"subject": {"key": "D1"}, "lawfulKg": 39_473.684},
    ]
    assert (await api.ask(query, s=[]))["verdicts"] == []


async def test_graphql_and_plain_json_say_the_same(sqlite_store: GraphStore) -> None:
    await load_all(sqlite_store, every_kind())
    refs = [
        Ref(Label.LOT, "D1"),
        Ref(Label.DECLARATION, DECLARATION),
        Ref(Label.EXPORT_LICENCE, LICENCE),
    ]
    async with serving(sqlite_store) as api:
        for custody in CustodyModel:
            said: Any = await api.ask(
                f"""query($s: [SubjectInput!]!, $c: CustodyModel!) {{
                  verdicts(subjects: $s, custodyModel: $c) {{ {FULL} }} }}""",
                s=[{"lot": "D1"}, {"declaration": DECLARATION}, {"licence": LICENCE}],
                c=custody.name,
            )
            found = await verdicts(sqlite_store, refs, Settings(), custody)
            assert said["verdicts"] == [verdict_json(one) for one in found if one is not None]


REMEDIES = """query($l: String!) { verdict(subject: {lot: $l}) {
  conclusion remedies { record on { label key node { key } } text kg certain } } }"""


async def test_what_would_clear_it_most_first(sqlite_store: GraphStore) -> None:
    await load_all(sqlite_store, without_a_transfer())
    async with serving(sqlite_store) as api:
        found = (await api.ask(REMEDIES, l="D1"))["verdict"]["remedies"]
    transfer = next(remedy for remedy in found if remedy["record"] == "transfer")
    assert transfer == {
        "record": "transfer",
        "on": {"label": "LOT", "key": "C2", "node": {"key": "C2"}},
        "text": f"a transfer record from {M} to {S} for lot C2 (40,000 kg) by 2026-03-01",
        "kg": 7_894.737,
        "certain": True,
    }
    masses = [remedy["kg"] for remedy in found]
    assert len(masses) > 1
    assert masses == sorted(masses, reverse=True)


async def test_what_is_lawful_needs_no_document(sqlite_store: GraphStore) -> None:
    await load_all(sqlite_store, worked_example()[:8])
    async with serving(sqlite_store) as api:
        verdict = (await api.ask(REMEDIES, l="C1"))["verdict"]
    assert verdict == {"conclusion": "LAWFUL", "remedies": []}


CHANGES = """query($d: String!) { declaration(key: $d) { conclusionChanges {
  at before after lawfulKgBefore lawfulKgAfter load causes { kind id } } } }"""


async def test_why_a_verdict_changed(example_store: GraphStore) -> None:
    day = date(2026, 4, 1)
    await audit(example_store, Settings(), today=day, load="first.jsonl")
    (quota,) = (record for record in worked_example() if record["id"] == "QM")
    await load_all(example_store, [quota | {"revision": 1, "reo_t": 120}])
    await audit(example_store, Settings(), today=day, load="second.jsonl")
    async with serving(example_store) as api:
        found = (await api.ask(CHANGES, d=DECLARATION))["declaration"]["conclusionChanges"]
    first, second = found
    assert first.pop("at") <= second.pop("at")
    assert (first["before"], first["after"], first["load"]) == (None, "MIXED", "first.jsonl")
    assert first["causes"] == []
    assert second.pop("causes") == [{"kind": "quota", "id": "QM"}]
    assert second == {
        "before": "MIXED",
        "after": "MIXED",
        "lawfulKgBefore": 75_000,
        "lawfulKgAfter": 90_000,
        "load": "second.jsonl",
    }


async def test_what_a_verdict_names_can_be_followed(api: Api) -> None:
    query = """query($d: String!) { verdict(subject: {declaration: $d}) {
      subject { node { ... on Declaration { goods } } }
      origins { event { kind date onRecord } enterprise { name } }
      quotas { quota { year reoKg } kg }
      documents { label node { key onRecord } }
      findings { code subject { node { __typename } } }
    } }"""
    verdict = (await api.ask(query, d=DECLARATION))["verdict"]
    assert verdict["subject"] == {"node": {"goods": "oxide"}}
    assert verdict["origins"][1] == {
        "event": {"kind": "EXTRACTION", "date": "2026-02-10", "onRecord": True},
        "enterprise": {"name": "矿"},
    }
    assert {"quota": {"year": 2026, "reoKg": 90_000}, "kg": 90_000} in verdict["quotas"]
    assert {"label": "QUOTA", "node": {"key": "QS", "onRecord": True}} in verdict["documents"]
    over = next(f for f in verdict["findings"] if f["code"] == "OVER_QUOTA_MINING")
    assert over["subject"] == {"node": {"__typename": "Event"}}


async def test_findings_of_a_subject(api: Api) -> None:
    query = '{ verdict(subject: {lot: "D1"}) { findings { code relation kg } } }'
    found = (await api.ask(query))["verdict"]["findings"]
    assert {"code": "NO_QUOTA_ORIGIN", "relation": "DERIVED", "kg": 20_526.316} in found


async def test_unknown_subjects_are_null(api: Api) -> None:
    data = await api.ask(
        """{
          verdict(subject: {lot: "nobody's"}) { reoKg }
          lineage(subject: {licence: "nobody's"}) { hidden }
        }"""
    )
    assert data == {"verdict": None, "lineage": None}


async def test_a_verdict_is_not_given_on_everything(api: Api) -> None:
    for subject in ('{enterprise: "x"}', '{region: "150206"}'):
        for question in ("verdict", "lineage"):
            what = "truncated" if question == "lineage" else "__typename"
            code, message = await api.fail(f"{{ {question}(subject: {subject}) {{ {what} }} }}")
            assert code == "MISUSE"
            event = " or event" if question == "lineage" else ""
            of = f"a lot{event} or declaration or"
            assert message.startswith(f"{question}: the subject must be {of}")


async def test_a_subject_is_exactly_one_number(api: Api) -> None:
    literal = "{{ verdict(subject: {}) {{ reoKg }} }}"
    for subject in ('{lot: "D1", declaration: "x"}', "{}", "{lot: null}", "{lots: 1}"):
        code, message = await api.fail(literal.format(subject))
        assert code == "GRAPHQL_VALIDATION_FAILED"
        assert "SubjectInput" in message or "null" in message
    query = "query($s: SubjectInput!) { verdict(subject: $s) { reoKg } }"
    for given in ({"lot": "D1", "licence": "x"}, {}, {"lot": None}, {"lot": 1}, None):
        code, message = await api.fail(query, s=given)
        assert code == "GRAPHQL_VALIDATION_FAILED"
        assert "traceback" not in message.lower()
    code, message = await api.fail(literal.format('{lot: ""}'))
    assert (code, "lot id must not be empty" in message) == ("MISUSE", True)
