"""The record of a workshop: the same digits in every format, and nothing that is empty."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from assessment.pack import RECORD_ENDINGS, Heading, Meeting, RecordedRound, Settled, make_record, write_record
from assessment.pack.record import MOST_LETTERS
from assessment.words import DISSENTS_SHORTENED, REASONS_LEFT_OUT, WORKSHOP_STILL_OPEN, record_reading, round_text
from tests.pack.test_paper import is_accessible
from tests.pack.test_shapes import covered, pages_of
from tests.pack_readers import pdf_text, text_of, texts_of, word_tables
from tests.packs import letters
from tests.records import REASONS, RECORDS, a_meeting, a_round, asked, many_questions, two_questions, without_roles

DOCUMENTS = (".pdf", ".docx", ".pptx")


def read(meeting: Meeting, ending: str) -> str:
    data = write_record(make_record(meeting), ending)
    if ending == ".csv":
        return data.decode("utf-8-sig")
    return " ".join(pdf_text(data, "-raw").split()) if ending == ".pdf" else text_of(data, ending)


def csv_rows(meeting: Meeting) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(read(meeting, ".csv"))))


@pytest.mark.parametrize("shape", RECORDS)
@pytest.mark.parametrize("ending", DOCUMENTS)
def test_documents_have_the_headline_and_each_questions_votes(shape: str, ending: str) -> None:
    meeting = RECORDS[shape]()
    said = letters(read(meeting, ending))

    if ending == ".pdf":  # what stands on every page may come between two lines
        said = re.sub(r"Workshoprecord:.{0,60}?Page\d+of\d+(Notfinal:thisworkshopisstillopen\.)?", "", said)
    page = make_record(meeting).page
    assert letters(page.headline) in said
    rounds = [held for one in meeting.asked for held in (one.rounds[-1:] if ending == ".pptx" else one.rounds)]
    assert [held for held in rounds if letters(round_text(held.number, held.tally)) not in said] == []
    assert [text for text in record_reading(is_anonymous=meeting.is_anonymous) if letters(text) not in said] == []


@pytest.mark.parametrize("shape", RECORDS)
def test_the_tables_have_the_same_votes_in_numbers(shape: str) -> None:
    meeting = RECORDS[shape]()
    votes = load_workbook(BytesIO(write_record(make_record(meeting), ".xlsx")))["Votes"]
    header, *rows = votes.iter_rows(min_row=3 if meeting.notice else 1, values_only=True)
    in_csv = [row for row in csv_rows(meeting) if row.get("round")]

    held = [held for one in meeting.asked for held in one.rounds]
    assert [tuple(row[header.index("A") : header.index("E") + 1]) for row in rows] == [one.tally.counts for one in held]
    assert [tuple(int(row[f"level_{n}"]) for n in range(5)) for row in in_csv] == [one.tally.counts for one in held]
    assert [int(row["votes"]) for row in in_csv] == [one.tally.voters for one in held]
    consensus = [row[header.index("Consensus")] for row in rows]
    assert [float(row["consensus"] or -1) for row in in_csv] == pytest.approx(
        [-1 if one is None else one for one in consensus]
    )


def test_round_and_agreement_in_words() -> None:
    said = read(two_questions(), ".docx")

    assert "Workshop record: Spring workshop Ashby. Opened on 12 May 2026, closed on 13 May 2026." in said
    assert "2 of 2 questions have an agreed answer. In 1 of these the answer is “don't know”." in said
    assert "Agreed on 13 May 2026: B, level 1, Begun: Some of it is." in said
    assert "Round 1, 6 votes: A 2, B 2, C 1, E 1. Median B, from A to E. Apart" in said
    assert "on average two votes differ by 1.7 levels" in said
    assert "Dissent: One of us thinks C." in said
    assert "Reasons given in round 2, by choice: B: One service keeps one." in said
    assert "Round 1, 5 votes: B 2, don't know 3. Fewer than three votes for a level: no spread." in said


def test_what_is_to_be_found_out_stands_on_page_one_with_who_could_say_and_all_of_it_in_its_section() -> None:
    few, many = make_record(two_questions()), make_record(many_questions())

    assert few.page.find_out == ("Cloud control: Is there a rule? Who could usually say: ICT, security.",)
    assert [section.title for section in few.sections] == ["Question by question", "Who took part", "How to read this"]
    assert len(many.page.find_out) == 5
    assert "Not talked about" in [section.title for section in many.sections]
    listed = next(section for section in many.sections if section.title == "What to find out")
    items = [part.texts for part in listed.parts if not isinstance(part, Heading)]
    assert sum(map(len, items)) == 5 + many.page.more


def test_a_record_of_a_workshop_that_is_open_says_so_on_every_page_sheet_and_row() -> None:
    meeting = many_questions()
    pages = pdf_text(write_record(make_record(meeting), ".pdf")).split("\f")[:-1]
    slides = Presentation(BytesIO(write_record(make_record(meeting), ".pptx"))).slides
    book = load_workbook(BytesIO(write_record(make_record(meeting), ".xlsx")))

    assert all(page.startswith(WORKSHOP_STILL_OPEN) for page in pages)
    assert all(WORKSHOP_STILL_OPEN in texts_of(slide) for slide in slides)
    assert {sheet["A1"].value for sheet in book} == {WORKSHOP_STILL_OPEN}
    assert {row["notice"] for row in csv_rows(meeting)} == {WORKSHOP_STILL_OPEN}
    assert WORKSHOP_STILL_OPEN not in read(two_questions(), ".pdf")


@pytest.mark.parametrize("shape", [*RECORDS, "nothing voted"])
@pytest.mark.parametrize("ending", RECORD_ENDINGS)
def test_no_column_and_no_part_is_empty(shape: str, ending: str) -> None:
    meeting = RECORDS[shape]() if shape in RECORDS else a_meeting(asked(who=""), closed=None, council=None)
    data = write_record(make_record(meeting), ending)

    if ending == ".csv":
        rows = csv_rows(meeting)
        assert [name for name in rows[0] if all(row[name] == "" for row in rows)] == []
    elif ending == ".docx":
        columns = [column for table in word_tables(data) for column in zip(*map(texts_in, table.rows), strict=True)]
        assert [column for column in columns if not any(column[1:])] == []
    elif ending == ".xlsx":
        for sheet in load_workbook(BytesIO(data)).worksheets[1:]:
            columns = list(sheet.iter_cols(min_row=4 if meeting.notice else 2, values_only=True))
            assert [column for column in columns if all(cell is None for cell in column)] == []
    elif ending == ".pptx":
        assert all(len(list(filter(None, texts_of(slide)))) > 1 for slide in Presentation(BytesIO(data)).slides)
    else:
        assert all(section.parts for section in make_record(meeting).sections)


def texts_in(row: object) -> list[str]:
    return [cell.text for cell in row.cells]  # type: ignore[attr-defined]


def test_where_roles_are_hidden_no_role_stands_anywhere_and_that_is_said() -> None:
    meeting = without_roles()

    assert "Roles are not shown: too few people of each role voted." in read(meeting, ".pdf")
    assert "no name was kept" in read(meeting, ".pdf")
    for ending in RECORD_ENDINGS:
        assert not re.search(r"\b(ICT|[Cc]ouncillors?)\b(?!, security)", read(meeting, ending))


def test_who_took_part_is_the_most_votes_of_each_role() -> None:
    book = load_workbook(BytesIO(write_record(make_record(two_questions()), ".xlsx")))

    assert list(book["Who took part"].iter_rows(values_only=True)) == [
        ("Role", "Most votes"),
        ("ICT", 4),
        ("Councillors", 2),
    ]


def test_an_answer_that_was_changed_later_is_called_so_and_one_that_nobody_knows_is_not_made_up() -> None:
    changed = Settled(date(2026, 5, 13), "2", stands=False)
    lost = Settled(date(2026, 5, 13), "", stands=False)
    meeting = a_meeting(asked(a_round("CCC"), settled=changed), asked(a_round("DDD"), settled=lost, text="And this?"))

    said = read(meeting, ".docx")
    assert "C, level 2, Partly in place: Most of it is. The assessment's answer has changed since." in said
    assert "Agreed on 13 May 2026: no longer kept." in said
    assert [(row["agreed"], row["agreed_level"], row["stands"]) for row in csv_rows(meeting)] == [
        ("C", "2", "no"),
        ("", "", "no"),
    ]


def test_what_running_text_has_no_room_for_is_left_out_and_said_and_stands_in_the_tables() -> None:
    long = "word " * 2_000
    many = tuple(("1", f"{number} {'reason ' * 40}") for number in range(200))
    rounds = RecordedRound(1, a_round("ABC").tally, {}, many)
    questions = [asked(rounds, agreed="1", dissent=f"{n} {long}", text=f"Question {n}?") for n in range(40)]
    record = make_record(a_meeting(*questions))

    assert {REASONS_LEFT_OUT, DISSENTS_SHORTENED} <= set(record.page.remarks)
    assert sum(len(str(part)) for section in record.sections for part in section.parts) < 1.5 * MOST_LETTERS
    assert len(csv_rows(a_meeting(*questions))[3]["dissent"]) == len(f"3 {long}")
    few = make_record(a_meeting(*(asked(rounds, agreed="1", text=f"Question {n}?") for n in range(40))))
    assert (REASONS_LEFT_OUT in few.page.remarks, DISSENTS_SHORTENED in few.page.remarks) == (True, False)
    assert make_record(two_questions()).page.remarks[-1].startswith("Up to 6 people")
    assert any(REASONS[0][1] in str(part) for part in make_record(two_questions()).sections[0].parts)


@pytest.mark.parametrize("shape", RECORDS)
def test_the_pdf_keeps_the_rules_of_pdf_ua_1_and_page_one_is_one_page_in_which_nothing_covers_anything(
    shape: str, tmp_path: Path
) -> None:
    data = write_record(make_record(RECORDS[shape]()), ".pdf")
    pages = pages_of(data)

    assert is_accessible(data, tmp_path)
    assert "Contents" in [word.text for word in pages[1]][:8]
    assert [covered(page) for page in pages if covered(page)] == []


@pytest.mark.parametrize("shape", RECORDS)
def test_slides_hold_all_that_stands_on_them(shape: str) -> None:
    made = Presentation(BytesIO(write_record(make_record(RECORDS[shape]()), ".pptx")))

    for slide in made.slides:
        assert [s.name for s in slide.shapes if s.top + s.height > made.slide_height or s.left < 0] == []
        assert "Source: Workshop record" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("ending", RECORD_ENDINGS)
def test_the_same_record_gives_the_same_bytes(ending: str) -> None:
    assert write_record(make_record(two_questions()), ending) == write_record(make_record(two_questions()), ending)
