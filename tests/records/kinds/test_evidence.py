"""Tests and labels that say nothing, and licences that leave out what is withheld."""

from typing import Any

import pytest

from provenance.model.recognised import said_in_chinese
from provenance.records.canonical import canonical, record_of, revive
from provenance.records.explain import explain
from provenance.records.kinds.documents import ExportLicence
from provenance.records.kinds.origins import Import
from provenance.records.kinds.registry import RECORD_KINDS
from provenance.records.kinds.supervision import LabTest

FOUND = ("product", "assay", "reo_share", "finding")


def example(model: Any, *without: str, **fields: Any) -> dict[str, Any]:
    (given,) = model.model_config["json_schema_extra"]["examples"]
    return {name: value for name, value in (given | fields).items() if name not in without}


def labelled(label: dict[str, str]) -> dict[str, Any]:
    imported = example(Import)
    return imported | {"output": imported["output"] | {"label": label}}


@pytest.mark.parametrize(
    ("record", "words", "chinese"),
    [
        (
            example(LabTest, *FOUND),
            "must state what was found: product, assay, reo_share or finding",
            "须写明检验结果：product、assay、reo_share 或 finding",
        ),
        (
            example(LabTest, *FOUND, assay={}),
            "must state what was found: product, assay, reo_share or finding",
            "须写明检验结果",
        ),
        (
            example(LabTest, sample_of={}),
            "sample_of must name a lot or a declaration, one of them",
            "sample_of 须列明货批或报关单，二者择一",
        ),
        (
            labelled({}),
            "output.label must say supplier, raw_material_producer or batch",
            "output.label 须写明 supplier、raw_material_producer 或 batch",
        ),
    ],
)
def test_what_says_nothing_is_rejected(record: dict[str, Any], words: str, chinese: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the words are matched
        record_of(record)
    _, reason = explain(caught.value, RECORD_KINDS[record["record"]])  # type: ignore[arg-type]
    assert reason == words
    assert chinese in said_in_chinese(reason, "rejections")


@pytest.mark.parametrize("found", FOUND)
def test_a_test_of_one_thing_is_enough(found: str) -> None:
    record_of(example(LabTest, *(name for name in FOUND if name != found)))


@pytest.mark.parametrize("said", ["supplier", "raw_material_producer", "batch"])
def test_a_label_of_one_thing_is_enough(said: str) -> None:
    record_of(labelled({said: "A-1"}))


def test_what_is_withheld_of_a_licence_is_left_out_and_none_is_none() -> None:
    withheld = record_of(example(ExportLicence, "control_codes", "hs_codes"))
    none = record_of(example(ExportLicence, control_codes=[], hs_codes=[]))
    assert isinstance(withheld, ExportLicence)
    assert isinstance(none, ExportLicence)
    assert (withheld.control_codes, none.control_codes) == (None, ())
    for record in (withheld, none):
        assert revive(canonical(record)) == record
