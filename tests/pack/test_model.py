"""The pack without a format: page one says what Results says, three strengths and three gaps by their rule."""

from assessment.charts import Spoke, radar_numbers
from assessment.instrument import Council
from assessment.pack.page_one import strengths_and_gaps
from assessment.pack.parts import MOST_JOINED, MOST_NAMED_AXES, Heading, Paragraph, legible, shortened
from assessment.scoring import robustness, score
from assessment.words import FIRST_STEPS, STABILITY_TITLE, known_text, level_line, robustness_text, score_headline
from tests.builders import DONT_KNOW, a_document, a_question, a_rubric, a_sheet, an_answer, rubrics_of
from tests.packs import TURNED, UNWRITABLE, a_pack, generated


def named(weights: tuple[int, ...], *said: object) -> tuple[list[str], list[str]]:
    rubric = a_rubric(weights=weights)
    strengths, gaps = strengths_and_gaps(score(a_sheet(*said), rubrics_of(rubric)))
    return [one.id for _, one in strengths], [one.id for _, one in gaps]


def test_strengths_and_gaps_are_the_highest_and_the_lowest_values() -> None:
    assert named((1,) * 8, 4, 0, 3, 1, 2, 3, 0, 4) == (["q1", "q8", "q3"], ["q2", "q7", "q4"])


def test_of_equal_values_those_with_evidence_come_first_then_the_weightier_then_the_rubrics_order() -> None:
    shown = an_answer(3, evidence=(a_document(),))

    strengths, gaps = named((1, 1, 5, 1, 1, 5), 3, shown, 3, 1, an_answer(1, evidence=(a_document(),)), 1)

    assert strengths == ["q2", "q3", "q1"]
    assert gaps == ["q5", "q6", "q4"]


def test_unknown_is_no_gap_and_nothing_is_both_or_either_where_all_are_alike() -> None:
    assert named((1, 1, 1), DONT_KNOW, 3, 1) == (["q2"], ["q3"])
    assert named((1, 1, 1), 2, 2, 2) == ([], [])
    assert named((1, 1, 1), DONT_KNOW, None, None) == ([], [])


def test_page_one_has_the_sentences_of_results() -> None:
    pack = generated(1)
    page, result = pack.page, pack.result

    assert page.headline == score_headline(result, pack.sheet)
    assert page.known == known_text(result)
    assert page.level == level_line(result)
    assert len(page.asked.texts) == FIRST_STEPS
    assert page.about == "Self-assessed; last answer on 14 May 2026."


def test_the_areas_end_with_how_stable_the_result_is() -> None:
    pack = generated(1)
    areas = next(section for section in pack.sections if section.title == "Areas")

    assert areas.parts[-2:] == (Heading(STABILITY_TITLE), Paragraph(robustness_text(robustness(pack.result))))


def test_a_result_with_too_few_answers_has_no_chart_and_no_level() -> None:
    rubric = a_rubric(a_question("q1"), a_question("q2"), a_question("q3"), title="An area")
    page = a_pack(a_sheet(1), rubric).page

    assert page.chart is None
    assert page.level == ""
    assert page.place == ()


def test_where_the_radar_shows_numbers_its_table_has_them() -> None:
    spokes = [Spoke("An area", 1, 1, 1)] * MOST_NAMED_AXES
    assert (radar_numbers(spokes), radar_numbers([*spokes, spokes[0]])) == (False, True)

    page = generated(3).page
    assert [row[0].split(" with")[0] for row in page.areas.rows] == [f"{n + 1}. Area {n}" for n in range(13)]


def test_the_answers_may_be_left_out() -> None:
    rubric = a_rubric(weights=(1, 1))
    sheet = a_sheet(1, an_answer(2, note="Only for us"), council=Council(name="Ashby"))

    assert "Answers" in [section.title for section in a_pack(sheet, rubric).sections]
    assert "Only for us" not in str(a_pack(sheet, rubric, with_answers=False).sections)


def test_no_letter_has_more_marks_than_a_document_can_set() -> None:
    """Thousands of them on one letter take minutes."""
    for sign in "\u200d\u0301\ufe0f\u20e3\u00ad\u0c3e":
        assert legible(f"a{sign * 10_000}b") == f"a{sign * MOST_JOINED}b"
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert legible(f"e\u0301 {family} x") == f"e\u0301 {family} x"


def test_what_no_document_can_hold_is_shown_as_such_and_nothing_turns_a_line() -> None:
    assert legible(UNWRITABLE) == "a\ufffdb\ufffd[31mc\ufffd"
    assert legible(TURNED) == "abgnirts"
    assert legible("one\r\ntwo\x0bthree\tfour") == "one\ntwo\nthree\tfour"
    assert shortened("word " * 50, 11) == "word word…"
