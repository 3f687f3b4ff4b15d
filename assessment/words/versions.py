"""Two versions of the questions in words: what was taken over, and what of two results may be compared."""

from collections.abc import Iterator

from assessment.instrument import AnswerSheet, Carried, Earlier, Mark, Rubric, RubricSet, TakenOver, printable
from assessment.scoring import AreaComparison, Basis, Comparison
from assessment.words.display import counted, gain, listed, score_and_range
from assessment.words.roles import capitalised

QUESTIONS_CHANGED = "The questions changed"
GROUPS = {
    Mark.CONFIRM: "Please confirm:",
    Mark.ASK: "Asked again:",
    Mark.NEW: "Not asked before:",
    Mark.DROPPED: "Asked no more; kept in the old file only:",
}


def waiting_text(sheet: AnswerSheet) -> str:
    """ "Of what was taken over from an earlier version, 3 answers wait to be confirmed and 1 question is asked again.";
    "" where nothing waits.
    """
    waiting = [answer for answers in sheet.answers.values() for answer in answers.values() if answer.earlier]
    confirm = sum(answer.level is not None for answer in waiting)
    ask = len(waiting) - confirm
    parts = [f"{counted(confirm, 'answer')} {'waits' if confirm == 1 else 'wait'} to be confirmed"] if confirm else []
    parts += [f"{counted(ask, 'question')} {'is' if ask == 1 else 'are'} asked again"] if ask else []
    return f"Of what was taken over from an earlier version, {listed(parts)}." if waiting else ""


def unconfirmed_text(sheet: AnswerSheet) -> str:
    """Why no record of it is given: "3 answers from the earlier questions wait to be confirmed; ..."; or ""."""
    said = [answer for answers in sheet.answers.values() for answer in answers.values()]
    waiting = sum(answer.earlier is not None and answer.level is not None for answer in said)
    told = f"{counted(waiting, 'answer')} from the earlier questions {'waits' if waiting == 1 else 'wait'}"
    return f"{told} to be confirmed; confirm or change {'it' if waiting == 1 else 'them'} first." if waiting else ""


def put_anew_text(taken: TakenOver) -> str:
    """ "The questions were put anew (version 2.0.0)."."""
    versions = list(dict.fromkeys(walk.after for walk in taken.steps))
    which = "version" if len(versions) == 1 else "versions"
    return f"The questions were put anew ({which} {listed(versions)})."


def carried_text(taken: TakenOver) -> str:
    """ "5 answers carried over as they are, 45 to confirm, 2 to answer again"."""
    as_is, confirm, ask = (len(taken.marked(mark)) for mark in (Mark.BECOMES, Mark.CONFIRM, Mark.ASK))
    parts = [f"{counted(as_is, 'answer')} carried over as {'it is' if as_is == 1 else 'they are'}"]
    parts += [f"{confirm} to confirm"] if confirm else []
    parts += [f"{ask} to answer again"] if ask else []
    return ", ".join(parts)


def earlier_statement(rubric: str, question: str, earlier: Earlier, rubrics: RubricSet) -> str:
    """The level's statement that was chosen under an earlier version; "" where none was, or the version is not here."""
    version = rubrics.get((rubric, earlier.version))
    asked = version.by_id.get(question) if version else None
    if asked is None or earlier.level is None or earlier.level > asked.top:
        return ""
    return asked.levels[earlier.level].description


def taken_over_text(taken: TakenOver, rubrics: RubricSet) -> str:
    """What became of each answer, for the command line."""
    lines = [step_line(taken, number, rubrics) for number in range(len(taken.steps))]
    for mark, heading in GROUPS.items():
        if told := taken.marked(mark):
            lines += ["", heading, *(line for one in told for line in carried_lines(one, rubrics))]
    return "\n".join(lines)


def step_line(taken: TakenOver, number: int, rubrics: RubricSet) -> str:
    """ "AI governance, 1.0.0 to 2.0.0: of 9 answers 2 say the same, 6 wait to be confirmed, 1 is asked again."."""
    walk = taken.steps[number]
    mine = [one for one in taken.answers if (one.rubric, one.version) == (walk.rubric, walk.before)]
    counts = {mark: sum(one.mark is mark for one in mine) for mark in Mark}
    confirm, ask, dropped = (counts[mark] for mark in (Mark.CONFIRM, Mark.ASK, Mark.DROPPED))
    parts = [
        f"{counts[Mark.BECOMES]} {'says' if counts[Mark.BECOMES] == 1 else 'say'} the same",
        f"{confirm} {'waits' if confirm == 1 else 'wait'} to be confirmed",
        f"{ask} {'is' if ask == 1 else 'are'} asked again",
        *([f"{dropped} {'is' if dropped == 1 else 'are'} asked no more"] if dropped else []),
    ]
    title = rubrics[walk.rubric, walk.after].title
    answers = counted(len(mine) - counts[Mark.NEW], "answer")
    return f"{title}, {walk.before} to {walk.after}: of {answers} {', '.join(parts)}."


def carried_lines(one: Carried, rubrics: RubricSet) -> Iterator[str]:
    """A question, what was said then, and as what it counts until it is answered anew."""
    asked = next(rubric.by_id[one.question] for rubric in versions_of(one, rubrics) if one.question in rubric.by_id)
    yield f"  {one.question}: {asked.text}"
    if one.statement:
        counts = f"; counts as level {one.after.level} until then" if one.mark is Mark.CONFIRM else ""
        yield f"    Said under {one.version}: level {one.before.level}, “{one.statement}”{counts}"
    if one.mark is Mark.DROPPED and one.before.note:
        yield f"    Note: {printable(one.before.note)}"


def versions_of(one: Carried, rubrics: RubricSet) -> list[Rubric]:
    mine = [rubric for (name, _), rubric in rubrics.items() if name == one.rubric]
    return sorted(mine, key=lambda rubric: rubric.order, reverse=True)


def comparison_text(comparison: Comparison) -> str:
    """Two results side by side, and what of them may be compared, for the command line."""
    lines = [compared_line(one) for one in comparison.areas]
    for names, when in ((comparison.only_before, "before"), (comparison.only_after, "now")):
        if names:
            lines.append(f"Assessed only {when}: {listed(list(names))}.")
    if comparison.difference is not None:
        before, after = (score_and_range(result.overall.scores) for result in (comparison.before, comparison.after))
        lines.append(f"Overall: {before} before, {after} now: {points_text(comparison)}.")
    return "\n".join(lines)


def compared_line(one: AreaComparison) -> str:
    """ "AI governance: 40 before, 52 now: 12.0 points more." """
    title, whole = one.after.rubric.title, one.basis is Basis.WHOLE
    versions = (
        ("before", "now")
        if whole or one.basis is Basis.SCOPE
        else (f"under {one.before.rubric.version}", f"under {one.after.rubric.version}")
    )
    sides = f"{score_and_range(one.before.scores)} {versions[0]}, {score_and_range(one.after.scores)} {versions[1]}"
    if one.basis is Basis.SCOPE:
        return f"{title}: {sides}. A quick check is not compared with a full assessment."
    if one.basis is Basis.CHANGED:
        return f"{title}: {sides}. {QUESTIONS_CHANGED}, so no difference is computed."
    if whole:
        return f"{title}: {sides}: {points_text(one)}."
    common = " before, ".join(score_and_range(scores) for scores in (one.scores_before, one.scores_after) if scores)
    return f"{title}: {sides}. {QUESTIONS_CHANGED}. {capitalised(alike_text(one))}: {common} now: {points_text(one)}."


def alike_text(one: AreaComparison) -> str:
    """ "on the 3 that both versions ask alike"."""
    return f"on {'the one' if len(one.common) == 1 else f'the {len(one.common)}'} that both versions ask alike"


def points_text(one: AreaComparison | Comparison) -> str:
    """ "12.0 points more"; says where there is no score to subtract, and where it is no change (R16b)."""
    if one.difference is None:
        return "no difference, because one of them has no score"
    if one.difference == 0:
        return "no difference"
    size = gain(abs(one.difference))
    told = f"{'under 0.1' if size == '0.0' else size} points {'more' if one.difference > 0 else 'less'}"
    return told if one.is_change else f"{told}, too little to call a change"
