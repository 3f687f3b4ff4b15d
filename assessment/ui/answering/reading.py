"""How to choose a statement: one line in view above the questions, the rest folded below it.

A rubric of format rubric/1 was written under rules of its own, in which "most" was at least 80 %.
"""

from assessment.instrument import Rubric
from assessment.ui.shell import bullets, details, paragraph
from assessment.words import READING_LINE, READING_RULES

HOW = "How to choose"
LINE_1 = "Choose the highest statement that is wholly true; each includes those above. “Most” is at least 80 %."
RULES_1 = (
    "“Senior management” is the chief executive, a director, the chief finance officer or the chief legal officer (in "
    "England the monitoring officer), or the management team in which they meet. Any other head of service alone is "
    "not.",
    "“Councillors” is full council, the cabinet or a committee, or one cabinet member's formal, published decision.",
    "“Some” is at least one, “most” at least 80 % of what the statement names. If there was nothing to count in the "
    "last 12 months, count the latest cases before.",
    "If those who should know were asked and nobody could say, choose the first statement. “I don't know” is for what "
    "you have not been able to ask.",
    "A review that found nothing to change stays one statement lower. That is meant.",
)
KEYBOARD = "By keyboard: arrows move; Space, Enter or leaving the statements chooses; or type the letter, N or ?."


def reading_markup(rubric: Rubric) -> str:
    line, rules = (LINE_1, RULES_1) if rubric.format == "rubric/1" else (READING_LINE, READING_RULES)
    return f'<div class="how">{paragraph(line, "reading")}{details(HOW, bullets((*rules, KEYBOARD)))}</div>'
