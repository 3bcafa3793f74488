"""Mutations of quotas, lists and cases: one record each, all versions kept, judged at once."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from provenance.findings.feed import Announcer
from provenance.graph.port.graph import GraphStore
from provenance.schema.http import create_http_app
from provenance.settings import Settings
from tests.example import M, S
from tests.graph.kit import designation, enterprise, extraction
from tests.loading import load_all
from tests.schema.api import Api, serving

INDICATOR = {
    "id": "I",
    "year": 2026,
    "batch": "1",
    "activity": "MINING",
    "reoKg": 100_000,
    "notice": "工信部原函〔2026〕1号",
    "issuedOn": "2026-01-05",
}
QUOTA = {
    "id": "Q",
    "enterprise": M,
    "indicator": "I",
    "year": 2026,
    "batch": "1",
    "activity": "MINING",
    "oreClass": "ROCK",
    "reoKg": 60_000.001,
    "issuedOn": "2026-01-06",
}
ADJUSTMENT = {
    "id": "A",
    "quota": "Q",
    "reoKg": -5_500,
    "decidedOn": "2026-02-01",
    "reason": "超指标生产核减",
    "penalty": "P",
}
ACTED = {"enterprise": M, "authority": "白云鄂博矿区工信局"}
KEPT = "revision new versionCount findings { code subject { key } message }"
INPUTS = {
    "issueIndicator": "IndicatorInput",
    "allocateQuota": "QuotaInput",
    "adjustQuota": "QuotaAdjustmentInput",
    "designate": "DesignationInput",
    "grantPermit": "PermitInput",
    "recordInspection": "InspectionInput",
    "recordViolation": "ViolationInput",
    "recordOrder": "OrderInput",
    "recordPenalty": "PenaltyInput",
    "recordReferral": "ReferralInput",
}


def _mutation(name: str, thing: str) -> str:
    return f"mutation($i: {INPUTS[name]}!) {{ {name}(input: $i) {{ {KEPT} thing {{ {thing} }} }} }}"


async def state(api: Api, name: str, given: object, thing: str = "key") -> Any:
    return (await api.ask(_mutation(name, thing), i=given))[name]


async def refused(api: Api, name: str, given: object) -> tuple[str, str, str]:
    """Code, field and message of the error a mutation must answer."""
    (error,) = (await api.send(_mutation(name, "key"), i=given))["errors"]
    return error["extensions"]["code"], error["extensions"]["field"], error["message"]


@pytest.fixture
async def api(store: GraphStore) -> AsyncIterator[Api]:
    """The service on either store, with nothing in it."""
    async with serving(store) as found:
        yield found


async def test_each_is_kept_and_shown_as_it_stands(api: Api) -> None:
    kept = await state(api, "issueIndicator", INDICATOR, "reoKg notice source { system file }")
    assert kept == {
        "revision": 0,
        "new": True,
        "versionCount": 1,
        "findings": [],
        "thing": {
            "reoKg": 100_000,
            "notice": "工信部原函〔2026〕1号",
            "source": {"system": "MIIT", "file": "issueIndicator"},
        },
    }
    kept = await state(
        api, "allocateQuota", QUOTA, "reoKg oreClass indicator { key } allocatedTo { key }"
    )
    assert kept["thing"] == {
        "reoKg": 60_000.001,
        "oreClass": "ROCK",
        "indicator": {"key": "I"},
        "allocatedTo": {"key": M},
    }
    kept = await state(api, "adjustQuota", ADJUSTMENT, "reoKg quota { adjustedKg } penalty { key }")
    assert kept["thing"] == {
        "reoKg": -5_500,
        "quota": {"adjustedKg": 54_500.001},
        "penalty": {"key": "P"},
    }
    listed = {"id": "D", "enterprise": M, "activity": "MINING", "validFrom": "2026-01-01"}
    kept = await state(
        api,
        "designate",
        listed | {"notice": "名单"},
        "validTo source { system } enterprise { key }",
    )
    assert kept["thing"] == {
        "validTo": None,
        "source": {"system": "MIIT"},
        "enterprise": {"key": M},
    }
    permit = {"id": "C1", "enterprise": M, "kind": "BYPRODUCT", "validFrom": "2026-01-01"}
    kept = await state(api, "grantPermit", permit, "kind source { system }")
    assert kept["thing"] == {"kind": "BYPRODUCT", "source": {"system": "MNR"}}


async def test_a_change_is_the_next_version_and_the_same_is_none(api: Api) -> None:
    await state(api, "issueIndicator", INDICATOR)
    assert (await state(api, "issueIndicator", INDICATOR))["new"] is False
    kept = await state(api, "issueIndicator", INDICATOR | {"reoKg": 90_000}, "reoKg")
    assert (kept["revision"], kept["versionCount"], kept["new"]) == (1, 2, True)
    assert kept["thing"] == {"reoKg": 90_000}
    kept = await state(api, "issueIndicator", INDICATOR | {"reoKg": 90_000})
    assert (kept["revision"], kept["versionCount"], kept["new"]) == (1, 2, False)
    kept = await state(api, "issueIndicator", INDICATOR | {"revision": 7})
    assert (kept["revision"], kept["versionCount"]) == (7, 3)
    # An older version than the one that counts is kept, and does not count.
    kept = await state(api, "issueIndicator", INDICATOR | {"revision": 2, "reoKg": 1}, "reoKg")
    assert (kept["revision"], kept["versionCount"]) == (2, 4)
    assert kept["thing"] == {"reoKg": 100_000}


async def test_what_is_handed_out_beyond_what_there_is_is_found_at_once(api: Api) -> None:
    group = QUOTA | {"id": "G", "enterprise": S, "reoKg": 100_000, "oreClass": None}
    part = QUOTA | {"indicator": None, "within": "G"}
    await state(api, "issueIndicator", INDICATOR)
    assert (await state(api, "allocateQuota", group))["findings"] == []
    assert (await state(api, "allocateQuota", part))["findings"] == []
    kept = await state(api, "allocateQuota", part | {"id": "Q2", "reoKg": 40_000})
    (finding,) = kept["findings"]
    assert (finding["code"], finding["subject"]["key"]) == ("QUOTA_OVERALLOCATED", "G")
    assert "0.001 kg too much" in finding["message"]
    cut = ADJUSTMENT | {"quota": "Q2", "reoKg": -0.001, "penalty": None}
    assert (await state(api, "adjustQuota", cut))["findings"] == []
    more = ADJUSTMENT | {"id": "B", "quota": "G", "reoKg": 1, "penalty": None}
    (finding,) = (await state(api, "adjustQuota", more))["findings"]
    assert (finding["code"], finding["subject"]["key"]) == ("QUOTA_OVERALLOCATED", "I")


async def test_what_is_handed_out_covers_what_was_mined(store: GraphStore) -> None:
    await load_all(store, [enterprise(M), designation("D", enterprise=M), extraction("E", "A")])
    mined = '{ lot(key: "A") { key } verdict(subject: {lot: "A"}) { lawfulKg } }'
    async with serving(store) as api:
        assert (await api.ask(mined))["verdict"] == {"lawfulKg": 0}
        await state(api, "allocateQuota", QUOTA | {"reoKg": 400})
        assert (await api.ask(mined))["verdict"] == {"lawfulKg": 400}


@pytest.mark.parametrize(
    ("name", "given", "field", "words"),
    [
        ("issueIndicator", INDICATOR | {"reoKg": -1}, "reoKg", "reoKg must be at least 0 t"),
        ("issueIndicator", INDICATOR | {"id": " "}, "id", "id must not be empty"),
        ("issueIndicator", INDICATOR | {"year": 20266}, "year", "year must be from 1990 to 2100"),
        ("allocateQuota", QUOTA | {"within": "Q"}, "", "within must name another quota"),
        ("adjustQuota", ADJUSTMENT | {"reason": ""}, "reason", "reason must not be empty"),
        ("adjustQuota", ADJUSTMENT | {"revision": -1}, "revision", "revision must be from 0"),
        (
            "recordOrder",
            {"id": "O", "date": "2026-01-02", "deadline": "2026-01-01", "demand": "补录", **ACTED},
            "deadline",
            "deadline must not be before the order itself (2026-01-02), got 2026-01-01",
        ),
        (
            "recordViolation",
            {"id": "V", "date": "2026-01-01", "findings": ["", "x"], **ACTED},
            "findings.0",
            "findings.0 must not be empty",
        ),
    ],
)
async def test_what_is_wrong_is_said_in_the_words_of_the_input(
    sqlite_store: GraphStore, name: str, given: object, field: str, words: str
) -> None:
    async with serving(sqlite_store) as api:
        code, at, message = await refused(api, name, given)
        assert (code, at) == ("RECORD_REJECTED", field)
        assert words in message
        assert (await api.ask('{ search(text: "2026") { key } }'))["search"] == []


@pytest.mark.parametrize("mass", [1.0001, "much", 1e10, True, None, "NaN", -1e10])
async def test_a_mass_is_exact_to_the_gram(sqlite_store: GraphStore, mass: object) -> None:
    async with serving(sqlite_store) as api:
        query = _mutation("issueIndicator", "key")
        code, message = await api.fail(query, i=INDICATOR | {"reoKg": mass})
        assert code == "GRAPHQL_VALIDATION_FAILED"
        assert "reoKg" in message
        assert (await state(api, "issueIndicator", INDICATOR | {"reoKg": 0.001}, "reoKg"))[
            "thing"
        ] == {"reoKg": 0.001}


@pytest.mark.parametrize("fine", [0.001, -1, "much", 1e14])
async def test_a_fine_is_exact(sqlite_store: GraphStore, fine: object) -> None:
    given = {"id": "P", "date": "2026-01-01", "fineCny": fine, **ACTED}
    async with serving(sqlite_store) as api:
        code, message = await api.fail(_mutation("recordPenalty", "key"), i=given)
        assert code == "GRAPHQL_VALIDATION_FAILED"
        assert "fineCny: A sum " in message
        kept = await state(api, "recordPenalty", given | {"fineCny": 0.1}, "fineCny")
        assert kept["thing"] == {"fineCny": 0.1}


async def test_the_largest_mass_is_exact(sqlite_store: GraphStore) -> None:
    async with serving(sqlite_store) as api:
        given = INDICATOR | {"reoKg": 999_999_999.999}
        kept = await state(api, "issueIndicator", given, "reoKg")
        assert kept["thing"] == {"reoKg": 999_999_999.999}


WITHDRAW = """mutation($record: String!, $key: String!) {
  withdrawRecord(record: $record, key: $key, reason: "误发") {
    withdrawal new versionCount thing { key onRecord } findings { code } } }"""


async def test_a_record_is_withdrawn_and_had_back(api: Api) -> None:
    await state(api, "allocateQuota", QUOTA)
    await state(api, "adjustQuota", ADJUSTMENT)
    gone = (await api.ask(WITHDRAW, record="quota_adjustment", key="A"))["withdrawRecord"]
    assert gone == {
        "withdrawal": "withdrawal/quota_adjustment/A",
        "new": True,
        "versionCount": 1,
        "thing": None,
        "findings": [],
    }
    assert (await api.ask('{ quota(key: "Q") { adjustedKg } }'))["quota"]["adjustedKg"] > 60_000
    again = (await api.ask(WITHDRAW, record="quota_adjustment", key="A"))["withdrawRecord"]
    assert again["new"] is False
    code, message = await api.fail(_mutation("adjustQuota", "key"), i=ADJUSTMENT | {"reoKg": -1})
    assert code == "MISUSE"
    assert "quota_adjustment A is withdrawn" in message
    await api.ask(WITHDRAW, record="withdrawal", key=gone["withdrawal"])
    data = await api.ask('{ quota(key: "Q") { adjustedKg } quotaAdjustment(key: "A") { key } }')
    assert data == {"quota": {"adjustedKg": 54_500.001}, "quotaAdjustment": {"key": "A"}}


@pytest.mark.parametrize(
    ("record", "key", "code", "words"),
    [
        ("quota", "nobody's", "MISUSE", "there is no quota 'nobody's' to withdraw"),
        ("quotum", "Q", "RECORD_REJECTED", "record must be"),
        ("quota", "", "RECORD_REJECTED", "key must not be empty"),
    ],
)
async def test_only_what_there_is_is_withdrawn(
    sqlite_store: GraphStore, record: str, key: str, code: str, words: str
) -> None:
    async with serving(sqlite_store) as api:
        found, message = await api.fail(WITHDRAW, record=record, key=key)
    assert found == code
    assert words in message.replace('"', "'")


async def test_a_case_from_inspection_to_referral(api: Api) -> None:
    found = {"id": "N", "date": "2025-11-01", "region": "150206", "verifiedReoKg": 0.5}
    kept = await state(api, "recordInspection", found | ACTED, "verifiedReoKg source { system }")
    assert kept["thing"] == {"verifiedReoKg": 0.5, "source": {"system": "authority"}}
    await state(api, "issueIndicator", INDICATOR | {"reoKg": 1})
    (raised,) = (await state(api, "allocateQuota", QUOTA))["findings"]
    (finding,) = (await api.ask("{ findings { edges { node { id code } } } }"))["findings"]["edges"]
    broke = {
        "id": "V",
        "date": "2025-11-20",
        "region": "150206",
        "inspection": "N",
        "article": "M 7",
        "findings": [finding["node"]["id"], "gone"],
        "evidence": ["extraction:E", "invoice 1"],
    }
    kept = await state(
        api,
        "recordViolation",
        broke | ACTED,
        "findings { code } findingIds evidence passedUpTo { name } fineRange { basis }"
        " fineRanges { tier whom(language: ZH) basis(language: ZH) minCny times timesOf leadsTo }",
    )
    assert kept["thing"] == {
        "findings": [{"code": raised["code"]}],
        "findingIds": broke["findings"],
        "evidence": broke["evidence"],
        "passedUpTo": {"name": "包头市"},
        "fineRange": {"basis": "Order 785 Art. 21"},
        "fineRanges": [
            {
                "tier": "FIRST",
                "whom": "企业",
                "basis": "《稀土管理条例》第二十一条",
                "minCny": 1_000_000,
                "times": "5-10",
                "timesOf": "illegal gains",
                "leadsTo": [
                    "product and gains confiscated",
                    "seizure",
                    "entry in the credit record",
                ],
            }
        ],
    }
    decided = {"id": "P", "date": "2025-12-15", "violation": "V", "nextYearReductionKg": 5_500}
    kept = await state(
        api,
        "recordPenalty",
        decided | ACTED | {"region": "150000", "fineCny": 1_500_000.5},
        "fineCny nextYearReductionKg passedUpTo { name }"
        " fineRange { conduct minCny maxCny timesIllegalGains note }",
    )
    assert kept["thing"] == {
        "fineCny": 1_500_000.5,
        "nextYearReductionKg": 5_500,
        "passedUpTo": {"name": "中国"},
        "fineRange": {
            "conduct": "mining or separation against total control",
            "minCny": 1_000_000,
            "maxCny": 5_000_000,
            "timesIllegalGains": "5-10",
            "note": "range applies where gains are nil or under 500000; product and gains"
            " confiscated",
        },
    }
    referred = {
        "id": "R",
        "date": "2025-12-20",
        "to": "公安局",
        "penalty": "P",
        "reason": "涉嫌犯罪",
    }
    await state(api, "recordReferral", referred | ACTED)
    data = await api.ask(
        """{ inspection(key: "N") { violations(first: 5) { edges { node {
               penalties(first: 5) { edges { node {
                 referrals(first: 5) { edges { node { to } } } } } } } } } }
             quota(key: "Q") { adjustedKg reductionsDecided { kg penalty { key }
               carriedOutBy { key } } } }"""
    )
    (violation,) = data["inspection"]["violations"]["edges"]
    (penalty,) = violation["node"]["penalties"]["edges"]
    assert penalty["node"]["referrals"]["edges"] == [{"node": {"to": "公安局"}}]
    # Shown on next year's allocation, and never taken off it: that is for an adjustment.
    assert data["quota"] == {
        "adjustedKg": 60_000.001,
        "reductionsDecided": [{"kg": 5_500, "penalty": {"key": "P"}, "carriedOutBy": []}],
    }
    await state(api, "adjustQuota", ADJUSTMENT)
    data = await api.ask(
        '{ quota(key: "Q") { adjustedKg reductionsDecided { carriedOutBy { key } } } }'
    )
    assert data["quota"] == {
        "adjustedKg": 54_500.001,
        "reductionsDecided": [{"carriedOutBy": [{"key": "A"}]}],
    }


async def test_the_same_year_before_and_after_an_adjustment(api: Api) -> None:
    """As a person would: note the time, adjust, and ask again as of then."""
    await state(api, "issueIndicator", INDICATOR)
    kept = await state(api, "allocateQuota", QUOTA, "source { receivedAt }")
    before = kept["thing"]["source"]["receivedAt"]
    await state(api, "adjustQuota", ADJUSTMENT)
    year = """query($at: DateTime) { quotas(year: 2026, asOf: $at) { edges { node {
      key adjustedKg adjustments { edges { node { key reoKg } } } } } } }"""
    (then,) = (await api.ask(year, at=before))["quotas"]["edges"]
    (now,) = (await api.ask(year))["quotas"]["edges"]
    assert then["node"] == {"key": "Q", "adjustedKg": 60_000.001, "adjustments": {"edges": []}}
    assert now["node"] == {
        "key": "Q",
        "adjustedKg": 54_500.001,
        "adjustments": {"edges": [{"node": {"key": "A", "reoKg": -5_500}}]},
    }


async def test_whoever_listens_is_told(sqlite_store: GraphStore) -> None:
    announcer = Told(sqlite_store, 60)
    app = create_http_app(sqlite_store, Settings(), announcer)
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app), base_url="http://localhost"
    ) as client:
        await state(Api(client), "issueIndicator", INDICATOR)
        assert announcer.times == 1
        await refused(Api(client), "issueIndicator", INDICATOR | {"reoKg": -1})
        assert announcer.times == 1


class Told(Announcer):
    """Counts how often it is told that there may be findings."""

    times = 0

    def announce(self) -> None:
        self.times += 1


async def test_an_order_stands_by_its_deadline_and_opens_the_second_tier(api: Api) -> None:
    broke = {"id": "V", "date": "2026-01-02", "article": "R 25", **ACTED}
    await state(api, "recordViolation", broke)
    ordered = {"id": "O", "date": "2026-01-03", "violation": "V", "demand": "补录", **ACTED}
    wanted = "standing violation { fineTier }"
    kept = await state(api, "recordOrder", ordered | {"deadline": "2099-01-01"}, wanted)
    assert kept["thing"] == {"standing": "OPEN", "violation": {"fineTier": "FIRST"}}
    kept = await state(api, "recordOrder", ordered | {"deadline": "2026-02-01"}, wanted)
    assert kept["thing"] == {"standing": "OVERDUE", "violation": {"fineTier": "SECOND"}}
    (finding,) = kept["findings"]
    assert (finding["code"], finding["subject"]["key"]) == ("ORDER_OVERDUE", "O")
    mended = ordered | {"deadline": "2026-02-01", "fulfilledOn": "2026-02-01"}
    kept = await state(api, "recordOrder", mended, wanted)
    assert kept["thing"] == {"standing": "FULFILLED", "violation": {"fineTier": "FIRST"}}
    assert kept["findings"] == []
    kept = await state(api, "recordOrder", mended | {"fulfilledOn": "2026-02-09"}, wanted)
    assert kept["thing"] == {"standing": "FULFILLED_LATE", "violation": {"fineTier": "FIRST"}}
    (finding,) = kept["findings"]
    assert "(days late: 8)" in finding["message"]
    # Punished while it was overdue: what was mended later does not take that back.
    punished = {"id": "P", "date": "2026-02-05", "violation": "V", **ACTED}
    kept = await state(api, "recordPenalty", punished, "violation { fineTier }")
    assert kept["thing"] == {"violation": {"fineTier": "SECOND"}}
