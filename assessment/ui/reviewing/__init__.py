"""All answers on one page, with their notes and evidence: one drawing to check them, under Results and on paper."""

from assessment.ui.reviewing.answers import all_answers, given_by

__all__ = ["all_answers", "given_by"]
