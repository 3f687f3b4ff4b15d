"""What a host reads: setting a workshop up and leading it."""

from assessment.consensus import Why
from assessment.words import counted

WORKSHOPS_TITLE, HOST_TITLE = "Workshops", "Workshop"
WORKSHOPS_LEAD = (
    "Several people vote on each question, privately and from their own phones. All votes are shown at the same "
    "moment; the group talks, and you write down the answer that it agrees on."
)
TO_WALL, TO_GAP, TO_PLAN = "Screen for the room", "Results by role", "Plan what to do"
IN_NEW_TAB = "(new tab)"
SET_UP, OPEN_WORKSHOP = "Open a workshop", "Open the workshop"
NAME_OF_WORKSHOP, WHICH_THEMES, WHICH_ROLES = (
    "Its name",
    "Which themes? (None ticked: all)",
    "Which roles can people choose?",
)
OWN_ROLES, OWN_ROLES_HINT = "Other roles", "With commas between them."
ROLES_TOLD = "Results by role need at least three people of a role."
PARTNER = "partner"
ANONYMOUS_Q = "Are votes anonymous?"
ANONYMOUS_YES = "Anonymous: no name is kept, and a role is shown only where at least three people of it voted."
ANONYMOUS_NO = "With names: people may give one, and you see it beside the vote after the reveal."
HOMEWORK_Q = "Do people vote before the meeting?"
HOMEWORK_YES = "Yes, on all questions at their own pace. The votes tell where to talk first."
HOMEWORK_NO = "No, one question after the other in the meeting."
MINUTES_LABEL = "Minutes for each question (0: no clock)"
WORKSHOPS_THERE, NO_WORKSHOPS = "Workshops of this assessment", "There is none yet."
HOW_TO_JOIN, CODE_IS = "How to join", "Code"
PEOPLE = "Who is there"
REMOVE, REMOVE_TOLD = "Remove", "Who is removed loses the votes that are not revealed."
BEGIN, BEGIN_TOLD = (
    "Begin the meeting",
    "From then on one question at a time is open. The order of talking is made now, once, from the votes so far.",
)
TALK_FIRST, ALL_QUESTIONS = "Where to talk first", "The questions"
TALK_ORDER = (
    "In their own order. Where five or more people vote on a question before the meeting, the list begins with those "
    "that are most worth talking about."
)
NOW_OPEN, NOTHING_OPEN_NOW = "Before the room", "No question is open."
NEXT_ONE, OPEN_NEXT, NONE_LEFT = "Next", "Open the next question", "Every question has been before the room."
OPEN_QUESTION, REVEAL, SECOND_ROUND, PUT_AWAY = "Open", "Reveal the votes", "Vote once more", "Put the question away"
VOTES_HIDDEN = "Nobody sees a vote before the reveal, you neither."
AGREE, AGREE_TITLE, AGREE_TOLD = (
    "Save the answer",
    "What does the group agree on?",
    "Choose what was said in the room, not an average. It becomes the assessment's answer.",
)
DISSENT_LABEL = (
    "Who disagrees, and why? It goes into the record. (Needed where the answer is lower or higher than all "
    "votes of the first round)"
)
MEETING_MINUTES = "Please give 0 to 1,440 whole minutes until the meeting ends."
WHO_VOTED = "Who voted for what"
CHANGE_ANSWER = "Change the answer"
REASON_Q = "Why doesn't it apply?"
ANSWER_SAVED = "The answer is saved in the assessment."
NOT_HERE = "This question can't be answered with “doesn't apply”. Please choose a statement."
CHOOSE_WHY = "Please choose why it doesn't apply."
CHOOSE_ANSWER = "Please choose what the group agrees on."
DOOR_OPEN, DOOR_CLOSED, OPEN_DOOR, CLOSE_DOOR = (
    "Whoever has the code can join.",
    "Nobody else can join.",
    "Let people join",
    "Let nobody else join",
)
NEW_CODE, NEW_CODE_TOLD = "Make a new code", "The old code then opens nothing. Who is there stays."
CLOCK_TITLE, ENDS_LABEL, SAVE_CLOCK = "Clock", "The meeting ends in so many minutes (0: not said)", "Save"
CLOSE, CLOSE_TITLE, CLOSE_TOLD, CLOSE_SURE = (
    "Close the workshop",
    "Close or delete",
    "It can't be opened again. Votes that were not revealed are deleted; the record and all answers stay.",
    "Yes, close it for good",
)
DELETE, DELETE_SURE, DELETE_TOLD = (
    "Delete the workshop",
    "Yes, delete it with its record",
    "Its votes and its record go for good. Answers that were agreed on stay in the assessment.",
)
TICK_FIRST = "Please tick the box first: this can't be undone."
HOST_CLOSED = "This workshop is closed. Its record stays."
HOST_NOT_YOURS = (
    "Workshops are led with the owner's link of an assessment. Open the assessment by that link in this browser, then "
    "come back here."
)
WHY_TEXTS = {
    Why.LEVEL_FLIP: "the level of its area may depend on it",
    Why.VOTES_APART: "votes lie apart",
    Why.DONT_KNOW: "some don't know",
    Why.IN_ORDER: "in the order of the questions",
}
TALKED = {"agreed": "agreed", "shown": "votes revealed", "open": "open now"}


def minutes_left(minutes: int) -> str:
    """ "25 minutes are left of the meeting."."""
    left = max(0, minutes)
    return f"{counted(left, 'minute')} {'is' if left == 1 else 'are'} left of the meeting."


def shown_code(code: str) -> str:
    """ "KQT 7MX"."""
    return f"{code[:3]} {code[3:]}"
