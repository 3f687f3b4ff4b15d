"""A shipped rubric's words never change: another text is another version, and a crosswalk leads to it.

Results, pools and files name a version, and are read by its words for good. To change a rubric: put the file as it is
into rubrics/earlier/, give the changed one a new version, write the crosswalk, and add the new version's line here.
"""

from collections.abc import Iterator, Mapping

import pytest

from assessment.files import load_crosswalks, load_rubrics, newest_of, shipped_rubrics
from assessment.instrument import Crosswalks, RubricSet
from tests.builders import a_rubric
from tests.crosswalks import NEW, OLD, walks

SHIPPED = {
    ("ai-governance", "1.0.0"): "71a0665f351884656930d8f4db87031e6601c60573a530e850b67c1b6b16a6f6",
    ("ai-governance", "2.0.0"): "c5f143f81a95526bd762fe134a1c0a9d9de1fa10c3935a5985294280c0a8a060",
    ("cloud-control", "1.0.0"): "84f8b56e4ea11d2ebe2a56cf68367c7521f60db12b8e0ea779933e7cbc2088da",
    ("cloud-control", "2.0.0"): "9f6efabac6e02f1a23d496ce60453afd0e71f2764f627c48e9324baea154d238",
    ("cyber-hygiene", "1.0.0"): "52025432f5d5c4228324ebb20705288fe85dde56ef6f6b78248a7d19678d5dcf",
    ("cyber-hygiene", "2.0.0"): "8717a0ced83ea19a18c6f274de716a1707766f30c83c2be2129d9842da48efe4",
    ("open-source-choice", "1.0.0"): "caca3a2b1b9cb0adbb1d759d07d7d3316b6313e3bcfef2b3b3f175c1236479de",
    ("open-source-choice", "2.0.0"): "31f7a401ffd4056672e6857a28e0571fa41f7eeb9ebcd23968a4e5d76350ea10",
}


def broken_promises(
    rubrics: RubricSet, crosswalks: Crosswalks, shipped: Mapping[tuple[str, str], str]
) -> Iterator[str]:
    for key, content in shipped.items():
        if key not in rubrics:
            yield f"{key} was shipped and is gone"
        elif rubrics[key].content_hash != content:
            yield f"{key} was changed under its version"
    for key in rubrics:
        if key not in shipped:
            yield f"{key} is new; add its content's hash"
    newest = {rubric.id: rubric.version for rubric in newest_of(rubrics)}
    for name, version in rubrics:
        walk = crosswalks.get((name, version))
        if version != newest[name] and walk is None:
            yield f"no crosswalk leads on from {(name, version)}"
        if walk is not None and (name, walk.after) not in rubrics:
            yield f"the crosswalk of {(name, version)} leads nowhere"


def test_no_shipped_version_was_changed_and_a_crosswalk_leads_from_each_to_the_next() -> None:
    rubrics = load_rubrics(shipped_rubrics())

    assert list(broken_promises(rubrics, load_crosswalks(shipped_rubrics(), rubrics), SHIPPED)) == []


BOTH = {("area", "1.0.0"): OLD, ("area", "2.0.0"): NEW}
HASHES = {key: rubric.content_hash for key, rubric in BOTH.items()}
WORD = a_rubric(*OLD.questions, title="Another title")


@pytest.mark.parametrize(
    ("rubrics", "crosswalks", "told"),
    [
        (BOTH, walks(), []),
        (BOTH | {("area", "1.0.0"): WORD}, walks(), ["('area', '1.0.0') was changed under its version"]),
        ({("area", "2.0.0"): NEW}, {}, ["('area', '1.0.0') was shipped and is gone"]),
        (BOTH, {}, ["no crosswalk leads on from ('area', '1.0.0')"]),
    ],
    ids=["as shipped", "a word changed", "a version gone", "no crosswalk"],
)
def test_a_change_without_a_new_version_or_without_a_crosswalk_is_told(
    rubrics: RubricSet, crosswalks: Crosswalks, told: list[str]
) -> None:
    assert list(broken_promises(rubrics, crosswalks, HASHES)) == told
