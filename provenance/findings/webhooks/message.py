"""What a receiver is sent: a raising, the same bytes however often it is tried."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from provenance.findings.wording import kept_json
from provenance.graph.port.kept import KeptFinding
from provenance.graph.port.watches import Watch
from provenance.model.dates import shanghai
from provenance.verdict.wording import words_of
from provenance.words.table import Language, word_of

RAISED, TEST = "finding.raised", "watch.test"


@dataclass(frozen=True, slots=True)
class Event:
    """What is delivered: its id, which stays when it is tried again, and its body."""

    id: str
    body: bytes


def raised(watch: Watch, finding: KeptFinding) -> Event:
    """What a watch is told of a raising."""
    told = kept_json(finding)
    for later in ("reviews", "goneAt", "lastSeen"):  # which say what became of it afterwards
        del told[later]
    title = word_of("finding", finding.code).zh
    told["zh"] = {"title": title, **words_of(finding, Language.ZH)}
    return _event(watch, RAISED, finding.last_seen, finding.raised, told)


def trial(watch: Watch, now: datetime) -> Event:
    """What a receiver is sent to try it out; it is no finding."""
    said = {"message": "This is a test: nothing was found. 测试消息，并无发现。"}
    return _event(watch, TEST, now, int(now.timestamp()), said)


def _event(watch: Watch, type_: str, at: datetime, number: int, data: Any) -> Event:
    # Without a full stop, which divides what is signed.
    id_ = f"{'evt' if type_ == RAISED else 'test'}_{watch.id}_{number}"
    told = {
        "type": type_,
        "timestamp": shanghai(at),
        "id": id_,
        "sequence": number,
        "watch": watch.id,
        "data": data,
    }
    return Event(id_, json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())
