"""Files known by their content, folders of rubrics, and what an author can't see in a file."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assessment.command import app
from assessment.files import load_rubrics, newest_of, not_read, parse_answers, shipped_rubrics
from assessment.files.loading import parse_rubric
from assessment.instrument import BadInput
from tests.builders import ANSWERS_FILE, RUBRIC_FILE, a_rubric_file, an_answers_file
from tests.files.faults import RUBRICS, answer_problems, rubric_problems

SHIPPED = (shipped_rubrics() / "cyber-hygiene.yaml").read_text(encoding="utf-8")


def told(text: str) -> list[str]:
    return [str(problem) for problem in rubric_problems(text)]


def told_of_answers(text: str | bytes) -> list[str]:
    return [str(problem) for problem in answer_problems(text)]


# What a file is


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ('{"format": "result/1", "areas": []}', "a result"),
        ('{"scope": "full", "format": "benchmark/1"}', "a comparison with other councils"),
        (RUBRIC_FILE, "a rubric"),
        ("format: figures/1\nsources: []\n", "a file of published figures"),
        ("record,month,country\nr1,2026-05,GB\n", "a table, such as a peer pool"),
        ("PK\x03\x04...", "a spreadsheet or another packed file"),
        ("%PDF-1.7", "a PDF"),
        ("<!DOCTYPE html><html></html>", "a web page"),
    ],
)
def test_another_file_opened_as_answers_is_one_sentence_that_names_the_right_one(data: str, what: str) -> None:
    assert told_of_answers(data) == [
        f"ours.json: is {what}, not answers; choose the file of answers, whose name begins with maturity-answers"
    ]


def test_answers_in_place_of_a_rubric_are_named() -> None:
    assert told(ANSWERS_FILE) == [
        "area.yaml: is a file of answers, not a rubric; a rubric begins with the line format: rubric/2"
    ]


@pytest.mark.parametrize("name", ["answers-UPPER.JSON", "answers.json.txt", "answers", "answers.yaml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_check_knows_a_file_by_its_content(tmp_path: Path, name: str, encoding: str) -> None:
    text = '{"format": "answers/1", "rubrics": {"cyber-hygiene": "1.0.0"}}'
    (tmp_path / name).write_bytes(text.encode(encoding))

    result = CliRunner().invoke(app, ["check", str(tmp_path / name)])

    assert (result.exit_code, result.stdout) == (0, f"{name}: answers are in order\n")


def test_a_rubric_and_figures_are_known_wherever_they_lie(tmp_path: Path) -> None:
    figures = (shipped_rubrics() / "figures" / "cyber-hygiene.yaml").read_bytes()
    (tmp_path / "OURS.YML").write_bytes(figures)

    result = CliRunner().invoke(app, ["check", str(tmp_path / "OURS.YML")])

    assert "figures are in order" in result.stdout


# A folder of rubrics


def refusals(folder: Path) -> list[str]:
    with pytest.raises(BadInput) as refused:
        load_rubrics(folder)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("name", ["bins.yaml", "area-copy.yaml", "area (1).yaml", "area.YML", "AREA-NEW.yml"])
def test_a_copy_whose_id_was_left_replaces_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "area.yaml").write_text(RUBRIC_FILE)
    (tmp_path / name).write_text(a_rubric_file(line_3="version: 1.0.1"))

    (refusal,) = refusals(tmp_path)

    assert "the id 'area' of " in refusal
    assert "give it an id of its own, or, if it is another version, move the older one to earlier/" in refusal


def test_a_changed_rubric_is_not_scored_as_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "cyber-hygiene.yaml").write_text(SHIPPED, encoding="utf-8")
    assert len(load_rubrics(tmp_path)) == 1

    (tmp_path / "cyber-hygiene.yaml").write_text(SHIPPED.replace("summary: ", "summary: Ours. "), encoding="utf-8")

    assert refusals(tmp_path) == [
        "cyber-hygiene.yaml: cyber-hygiene: is not the shipped 'cyber-hygiene' 2.0.0, but has its id and version; give "
        "a copy an id of its own, and a changed rubric a new version"
    ]


def test_the_check_says_that_an_id_is_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(SHIPPED, encoding="utf-8")

    result = CliRunner().invoke(app, ["check", str(tmp_path / "ours.yaml")])

    assert "warning: 'cyber-hygiene' is the id of a shipped rubric; if this is a copy" in result.stdout


def test_an_earlier_version_is_scored_and_not_asked(tmp_path: Path) -> None:
    (tmp_path / "earlier").mkdir()
    (tmp_path / "earlier" / "old.yaml").write_text(RUBRIC_FILE)
    (tmp_path / "area.YAML").write_text(a_rubric_file(line_3="version: 2.0.0"))

    rubrics = load_rubrics(tmp_path)

    assert set(rubrics) == {("area", "1.0.0"), ("area", "2.0.0")}
    assert [rubric.version for rubric in newest_of(rubrics)] == ["2.0.0"]


def test_an_earlier_version_must_be_earlier(tmp_path: Path) -> None:
    (tmp_path / "earlier").mkdir()
    (tmp_path / "area.yaml").write_text(RUBRIC_FILE)
    (tmp_path / "earlier" / "area.yaml").write_text(a_rubric_file(line_3="version: 2.0.0"))

    assert refusals(tmp_path) == [
        "earlier/area.yaml: area: is no earlier version: the folder above has no newer one of 'area'"
    ]


def test_what_lies_in_the_folder_and_is_not_read_is_named(tmp_path: Path) -> None:
    for folder in ("figures/context", "earlier", "old", "figures/2025"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("area.yml", "notes.txt", "area.yaml.bak", "README.md", ".DS_Store", "figures/ours.csv"):
        (tmp_path / name).write_text(RUBRIC_FILE)

    assert [str(problem) for problem in not_read(tmp_path)] == [
        "area.yaml.bak: is not read; only files whose names end in .yaml or .yml are",
        "notes.txt: is not read; only files whose names end in .yaml or .yml are",
        "old/: is a folder and is not read; only companions/, crosswalks/, earlier/ and figures/ are",
        "figures/2025/: is a folder and is not read; only context/ are",
        "figures/ours.csv: is not read; only files whose names end in .yaml or .yml are",
    ]
    assert set(load_rubrics(tmp_path)) == {("area", "1.0.0")}
    assert not_read(shipped_rubrics()) == []


def test_the_command_says_what_it_does_not_read(tmp_path: Path) -> None:
    (tmp_path / "area.yaml").write_text(RUBRIC_FILE)
    (tmp_path / "bins.yaml.txt").write_text(RUBRIC_FILE)
    (tmp_path / "ours.json").write_text(ANSWERS_FILE)

    result = CliRunner().invoke(app, ["score", str(tmp_path / "ours.json"), "--rubrics", str(tmp_path), "--json"])

    assert result.exit_code == 0
    assert "warning: bins.yaml.txt: is not read" in result.stderr


# What is lost in silence


CUT = "ends before ' #', which begins a comment; put the text in quotes"


@pytest.mark.parametrize(
    ("line", "number", "key"),
    [
        ("summary: What list #2 is about.", 5, "summary"),
        ("summary:   Bins\t# 2 and 3", 5, "summary"),
        ("summary: #2 is what it is about.", 5, "summary"),
        ("    text: Is list #2 done?", 12, "text"),
        ("    why: It matters # much.", 13, "why"),
        ('    critical: {reason: "It matters."}\n    why: It\n      matters #much.', 13, "why"),
        ("    critical:\n      reason: It is round #1.\n    why: It matters.", 13, "reason"),
    ],
)
def test_a_text_that_a_comment_would_cut_is_refused_with_the_reason(line: str, number: int, key: str) -> None:
    (problem,) = rubric_problems(a_rubric_file(**{f"line_{number}": line}))

    assert problem.message == f"{key} {CUT}"


@pytest.mark.parametrize("key", ["description", "evidence"])
def test_the_same_in_a_level(key: str) -> None:
    level = (
        "      - description: Some.\n        evidence: A list.\n        next_step: {action: Go., who: Us, effort: S}"
    )
    text = level.replace(f"{key}: ", f"{key}: Depot #2: ".replace(": ", " ", 1).replace(key, f"{key}:", 1))

    (problem,) = rubric_problems(a_rubric_file(line_17=text))

    assert problem.message == f"{key} {CUT}"


@pytest.mark.parametrize(
    "step",
    ["{action: Go to round #2., who: Us, effort: M}", "{action: Go to round # 2, who: Us,\n          effort: M}"],
)
def test_a_comment_inside_braces_is_named_on_its_line(step: str) -> None:
    level = f"      - description: Some.\n        evidence: A list.\n        next_step: {step}"

    (problem,) = rubric_problems(a_rubric_file(line_17=level))

    assert (problem.line, "' #'" in problem.message) == (19, True)


@pytest.mark.parametrize(
    "text",
    [
        a_rubric_file(line_3="version: 1.0.0 # the first"),
        a_rubric_file(line_4="title: An area # ours"),
        a_rubric_file(line_5='summary: "What list #2 is about." # quoted'),
        a_rubric_file(line_5="summary: What list#2 is about."),
        a_rubric_file(line_5="# summary\nsummary: # on the next line\n  What it is about."),
        a_rubric_file(line_5="summary: >\n  What list #2\n  is about."),
        a_rubric_file(line_15="    weight: 2.0 # as agreed\n    levels:"),
    ],
)
def test_elsewhere_a_comment_stays_a_comment(text: str) -> None:
    assert parse_rubric(text.encode(), "area.yaml").id == "area"


@pytest.mark.parametrize(
    ("level", "message"),
    [
        (
            "{description: None, next_step: {action: Ask A, B and C., who: Us, effort: S}}",
            "in {…} the comma ended the text of 'action' before 'B and C.'; put the whole text in quotes",
        ),
        (
            "{description: No rounds, no bins, next_step: {action: Ask., who: Us, effort: S}}",
            "in {…} the comma ended the text of 'description' before 'no bins'; put the whole text in quotes",
        ),
        (
            "{description: None, next_step: {action: Ask A, B: C., who: Us, effort: S}}",
            "the key 'B' is not known here; take it out or correct its spelling; if a comma belongs to the text of "
            "'action', put that text in quotes",
        ),
    ],
)
def test_a_comma_inside_braces_is_refused_with_what_happened(level: str, message: str) -> None:
    (problem,) = rubric_problems(a_rubric_file(line_16=f"      - {level}"))

    assert problem.message == message


def test_a_comma_in_a_source_is_one_too() -> None:
    (problem,) = rubric_problems(a_rubric_file(line_14="    source: {code: A1, pages: 1-2, 5}"))

    assert problem.message == "in {…} the comma ended the text of 'pages' before '5'; put the whole text in quotes"


# What nobody sees


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (a_rubric_file(line_2="id: ar\u200bea"), "an invisible character (zero width space, U+200B): take it out"),
        (a_rubric_file(line_2="id: “area”"), "the typographic character “ (left double quotation mark, U+201C)"),
        (a_rubric_file(line_2="id: are\u0430"), "the character а (cyrillic small letter a, U+0430)"),
        (a_rubric_file(line_3="version: 1.0.0\u00a0"), "a no-break space (U+00A0): write plain spaces"),
        (a_rubric_file(line_13="\u00a0\u00a0\u00a0\u00a0why: It matters."), "a no-break space (U+00A0)"),
        (a_rubric_file(line_13="    wh\u00ady: It matters."), "a soft hyphen (U+00AD): take it out"),
        (a_rubric_file(line_8="  – {id: one, title: One}"), "the typographic character – (en dash, U+2013)"),
    ],
)
def test_a_character_that_looks_like_another_is_named(text: str, named: str) -> None:
    assert any(f"it holds {named}" in problem for problem in told(text))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (ANSWERS_FILE.replace('"', "“", 1), "here stands the typographic character “ (left double quotation mark"),
        (ANSWERS_FILE.replace("{", "\u200b{", 1), "here stands an invisible character (zero width space, U+200B)"),
        (an_answers_file(line_3='\u00a0"scope": "full",'), "here stands a no-break space (U+00A0)"),
        (
            an_answers_file(line_4='  "date": "2026‑05‑14",'),
            "it holds the typographic character ‑ (non-breaking",
        ),
        (an_answers_file(line_3='  "sc\u200bope": "full",'), "it holds an invisible character (zero width space"),
        (an_answers_file(line_3='  "scope": "fu\u00adll",'), "it holds a soft hyphen (U+00AD)"),
        (
            an_answers_file(line_6='  "rubrics": {"area\u2060": "1.0.0"},'),
            "it holds an invisible character (word",
        ),
    ],
)
def test_the_same_in_answers(text: str, named: str) -> None:
    assert any(named in problem for problem in told_of_answers(text))


def test_a_whole_number_with_decimals_is_that_number() -> None:
    text = ANSWERS_FILE.replace('"level": 2', '"level": 2.0').replace("118000", "118000.00")

    sheet = parse_answers(text.encode(), RUBRICS, "ours.json")

    assert (sheet.answer("area", "first").level, sheet.council.population) == (2, 118_000)
    assert "must be a whole number" in told_of_answers(ANSWERS_FILE.replace('"level": 2', '"level": 2.01'))[0]
    assert parse_rubric(a_rubric_file(line_15="    weight: 3.0\n    levels:").encode(), "a").questions[0].weight == 3
