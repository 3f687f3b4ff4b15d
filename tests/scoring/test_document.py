"""The result document: what `score --json` prints and the app lets download."""

import json

import pytest

from assessment.instrument import Answer
from assessment.scoring import result_document, score
from tests.builders import BLANK, DONT_KNOW, NA, a_document, a_rubric, a_sheet, an_answer, rubrics_of


def test_the_document_has_every_promised_key_and_is_plain_json() -> None:
    result = score(a_sheet(2, 1, DONT_KNOW, NA, BLANK), rubrics_of(a_rubric(weights=(1,) * 5)))

    document = json.loads(json.dumps(result_document(result)))

    area = document["areas"][0]
    assert set(document) == {"format", "scope", "date", "areas", "overall"}
    assert {
        "rubric", "version", "rubric_hash", "status", "score", "lowest", "highest", "coverage", "evidenced_score",
        "lowest_without_na", "limited_scope", "level", "themes", "questions", "binding",
    } <= set(area)  # fmt: skip
    assert set(document["overall"]) >= {
        "status", "score", "lowest", "highest", "geometric", "imbalance", "level", "binding"
    }  # fmt: skip
    assert set(area["themes"][0]) == {"id", "status", "score", "lowest", "highest", "coverage"}
    assert [question["state"] for question in area["questions"]] == [
        "level",
        "level",
        "unknown",
        "not_applicable",
        "blank",
    ]
    assert (area["score"], area["status"], area["lowest"]) == (None, "insufficient", 18.75)


def test_a_quick_check_says_so_and_has_no_level() -> None:
    result = score(a_sheet(2, scope="quick"), rubrics_of(a_rubric(quick=("q1",))))

    document = result_document(result)

    assert (document["scope"], document["areas"][0]["level"], document["overall"]["level"]) == ("quick", None, None)
    assert document["overall"]["binding"] == []


def test_a_whole_document_number_by_number() -> None:
    """Weights 3, 1, 1; the second answer is at the top without evidence, the third is not applicable."""
    rubric = a_rubric(weights=(3, 1, 1))
    dated = an_answer(3, evidence=(a_document("2026-05-01"),))

    document = result_document(score(a_sheet(dated, 4, NA), rubrics_of(rubric)))

    one_number = {"status": "scored", "score": 81.25, "lowest": 81.25, "highest": 81.25, "coverage": 1.0}
    level = {"confirmed": 3, "possible": 3}
    counts = ["score", "evidenced_score", "lowest", "evidenced_lowest", "highest", "coverage", "lowest_without_na"]
    assert document == {
        "format": "result/1",
        "scope": "full",
        "date": "2026-05-14",
        "areas": [
            {
                "rubric": "area",
                "version": "1.0.0",
                "rubric_hash": rubric.content_hash,
                "weights_hash": rubric.weights_hash,
                **one_number,
                "evidenced_score": 68.75,
                "evidenced_lowest": 68.75,
                "evidenced_level": 2,
                "lowest_without_na": 65.0,
                "limited_scope": False,
                "level": level,
                "binding": ["q1"],
                "themes": [{"id": "theme", **one_number}],
                "questions": [
                    a_question_document("q1", 3, 0.75, 0.75, 3, counts),
                    a_question_document("q2", 4, 1.0, 0.5, 1, counts),
                    a_question_document("q3", None, None, None, 1, ["lowest_without_na"]) | {"state": "not_applicable"},
                ],
            }
        ],
        "overall": {
            **one_number,
            "geometric": pytest.approx(81.25),
            "imbalance": pytest.approx(0, abs=1e-9),
            "level": level,
            "binding": ["area"],
        },
    }
    assert rubric.content_hash != rubric.weights_hash


def a_question_document(
    id: str, level: int | None, value: float | None, evidenced: float | None, weight: int, counts: list[str]
) -> dict[str, object]:
    return {
        "id": id,
        "state": "level",
        "level": level,
        "value": value,
        "evidenced_value": evidenced,
        "weight": weight,
        "counts_in": counts,
    }


def test_numbers_are_not_rounded_and_a_limited_scope_is_said() -> None:
    document = result_document(score(a_sheet(1, 2, 2, NA, NA), rubrics_of(a_rubric(weights=(1,) * 5))))

    (area,) = document["areas"]
    assert area["score"] == 500 / 12
    assert area["limited_scope"] is True


def test_a_level_that_waits_to_be_confirmed_is_marked() -> None:
    waits = Answer(level=1, earlier={"version": "0.9.0", "level": 3})

    document = result_document(score(a_sheet(waits, 2), rubrics_of(a_rubric(weights=(1, 1)))))

    assert [question.get("waits") for question in document["areas"][0]["questions"]] == [True, None]
