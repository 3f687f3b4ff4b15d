"""Results and comparisons in words: sentences, tables of rules and documents, the same on screen, on paper and from the
command. No rule is here; numbers lose their digits here and nowhere before.
"""

from assessment.words.benchmark import Benchmark, Compared, compared
from assessment.words.coverage import coverage_text
from assessment.words.display import (
    LEVEL_NAMES,
    counted,
    decimals,
    gain,
    level_name,
    listed,
    lower,
    percent,
    point,
    range_text,
    score_and_range,
    score_text,
    upper,
)
from assessment.words.facts import (
    FACT_TEXTS,
    caution_text,
    fact_sentence,
    facts_summary,
    implied_text,
    source_text,
)
from assessment.words.limits import length_warnings, set_warnings
from assessment.words.method import Rule, rules
from assessment.words.naming import day_text, file_name, whose_text
from assessment.words.peer_method import PEER_RULES
from assessment.words.peers import group_text, month_text, own_text, refusal_lines, statement
from assessment.words.positions import band_text, headline_text, points_text, rank_text, sure_texts
from assessment.words.reading import at_first_sight, minutes_for, minutes_text, unfolded, words_in, words_of
from assessment.words.roles import ROLE_NAMES, WHO_COULD_SAY, capitalised, who_could_say, who_text
from assessment.words.story import (
    LIMITED_SCOPE_TEXT,
    STATUS_TEXT,
    answer_text,
    binding_text,
    claims_text,
    extremes,
    headline,
    held_down,
    level_line,
    level_text,
    score_headline,
    summary,
)
from assessment.words.terms import READING_LINE, READING_RULES, TERMS, Term, terms_of
from assessment.words.versions import QUESTIONS_CHANGED, compared_line, comparison_text, taken_over_text, waiting_text
from assessment.words.written import read_count, read_day

__all__ = [
    "FACT_TEXTS",
    "LEVEL_NAMES",
    "LIMITED_SCOPE_TEXT",
    "PEER_RULES",
    "QUESTIONS_CHANGED",
    "READING_LINE",
    "READING_RULES",
    "ROLE_NAMES",
    "STATUS_TEXT",
    "TERMS",
    "WHO_COULD_SAY",
    "Benchmark",
    "Compared",
    "Rule",
    "Term",
    "answer_text",
    "at_first_sight",
    "band_text",
    "binding_text",
    "capitalised",
    "caution_text",
    "claims_text",
    "compared",
    "compared_line",
    "comparison_text",
    "counted",
    "coverage_text",
    "day_text",
    "decimals",
    "extremes",
    "fact_sentence",
    "facts_summary",
    "file_name",
    "gain",
    "group_text",
    "headline",
    "headline_text",
    "held_down",
    "implied_text",
    "length_warnings",
    "level_line",
    "level_name",
    "level_text",
    "listed",
    "lower",
    "minutes_for",
    "minutes_text",
    "month_text",
    "own_text",
    "percent",
    "point",
    "points_text",
    "range_text",
    "rank_text",
    "read_count",
    "read_day",
    "refusal_lines",
    "rules",
    "score_and_range",
    "score_headline",
    "score_text",
    "set_warnings",
    "source_text",
    "statement",
    "summary",
    "sure_texts",
    "taken_over_text",
    "terms_of",
    "unfolded",
    "upper",
    "waiting_text",
    "who_could_say",
    "who_text",
    "whose_text",
    "words_in",
    "words_of",
]
