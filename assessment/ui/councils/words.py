"""What the list of councils and its pages say."""

from assessment.instrument import Scope
from assessment.scoring import Result
from assessment.words import counted, range_text, score_and_range

COUNCILS_TITLE = "Councils"
COUNCILS_LEAD = (
    "All assessments that this browser has links of. The list is made of the browser's cookies each time; the server "
    "keeps no list."
)
NO_COUNCILS = "This browser has no link so far. An assessment is on this list once its link was opened here."
KIND_TEXTS = {
    "owner": "Owner's link",
    "edit": "A link to answer",
    "role": "A link to answer one role's questions",
    "read": "A link to read",
    "board": "A board's link",
}
NO_NAME = "Council without a name"
QUESTIONS_GONE = "This server no longer has its questions."
DELETED_UNTIL = "Deleted. Its owner's link can bring it back until {day}."
WITHDRAWN_LINK = "This link was withdrawn or replaced: it opens nothing."
ENDED_LINK = "This link ended on {day}."
OPENS_NOTHING_NOW = "{what} that this browser keeps {verb} nothing on this server any more."
TAKE_THEM_OFF = "Take off what opens nothing"
OPEN_IT, ITS_DATA, ITS_WORKSHOPS = "Open", "Your data", "Workshops"
TAKE_OFF, TAKE_OFF_TOLD, TAKE_OFF_SURE = (
    "Take off the list",
    "This browser then forgets the link. Nothing is deleted; whoever has the link can open it again. Nobody can look a "
    "lost link up.",
    "I have the link elsewhere, or don't need it",
)
TAKE_OFF_FIRST = "Please tick the box first: without the link this browser can't open the assessment again."
TAKEN_OFF = "Taken off the list."
HAND_OVER, HAND_TITLE = "Hand over", "Hand over {name}"
HAND_LEAD = (
    "The council gets an owner's link of its own, and your link then opens nothing. Links for colleagues and boards "
    "stay. A workshop's code changes."
)
HAND_COPY = (
    "1. Copy this link and keep it until the council has it. It opens nothing yet, and is another one each time this "
    "page is loaded."
)
HAND_PRESS = "2. Hand over. From then on the link above is the owner's, and the assessment leaves your list."
HAND_SEEN = (
    "You have seen this link too. Once the council has opened it, “Your data” can replace it; then it alone has it."
)
HAND_SURE = "I have copied the link above"
HAND_FIRST = "Please copy the link and tick the box first: it is the only key to the assessment."
HANDED = "Handed over. This is the owner's link now; your own opens nothing any more."
HANDED_ALREADY = "This was handed over or replaced before: the link that this browser has opens nothing any more."
ONLY_OWNERS = "Only an owner's link can be handed over."
CARRY_TITLE = "Carry the list to another browser"
CARRY_TOLD = (
    "The file holds all links of this list, as text. Whoever has it can open what they open: keep it as you keep "
    "passwords, and delete it afterwards."
)
CARRY_OUT = "All links as a file"
CARRY_HEAD = (
    "Digital maturity self-assessment: links. Whoever has one can open what it opens: keep this file as you keep "
    "passwords."
)
CARRY_IN_LABEL, CARRY_IN = "A file of links, from another browser's list", "Put its links on the list"
REMEMBER_LINKS = "Remember them on this device for a year (not on a shared computer)"
CHOOSE_LINKS_FILE = "Please choose a file first."
NO_LINKS_IN_FILE = "No link in this file opens anything on this server. Nothing was changed."
LINKS_TOO_BIG = "This file is too large to be a list of links. Nothing was changed."
POOL_TITLE = "Make a pool of these"
POOL_TOLD = (
    "A pool's file holds the answers of the councils that are ticked, without names, notes or evidence. “Compare” can "
    "open it in place of the peers of this server. The rules stay the same: it takes ten other councils before "
    "anything is shown, and no small group ever is."
)
POOL_MAKE = "Make the pool's file (CSV)"
POOL_NONE = "Please tick at least one council."
NOT_IN_POOL = "Not in a pool"


def opens_nothing_text(number: int) -> str:
    verb = "opens" if number == 1 else "open"
    return OPENS_NOTHING_NOW.format(what=counted(number, "link").capitalize(), verb=verb)


def standing_text(result: Result) -> str:
    """ "Score 55 (49 to 60) of 100, level 1 (perhaps 2)"; a quick check's is called so and has no level."""
    scores, level = result.overall.scores, result.overall.level
    if scores.lowest is None:
        return "Nothing in it applies"
    known = scores.score is not None
    said = f"Score {score_and_range(scores)}" if known else f"No score yet; it could be {range_text(scores)}"
    more = f" (perhaps {level.possible})" if level and level.possible > level.confirmed else ""
    quick = " (quick check)" if result.scope is Scope.QUICK else ""
    return f"{said} of 100{f', level {level.confirmed}{more}' if level else ''}{quick}"


REST_NOT_READ = (
    "The rest of the file was not read, because 20 of its links open nothing. Please take those lines out and try "
    "again."
)


def put_on_text(added: int, there: int, dead: int, full: int, *, stopped: bool) -> str:
    """What came of a file of links: "12 links are on the list now, 3 were there before; 1 opens nothing."."""
    parts = [f"{counted(added, 'link')} {'was' if added == 1 else 'were'} put on the list"]
    parts += [f"{there} {'was' if there == 1 else 'were'} there before"] if there else []
    parts += [f"{dead} {'opens' if dead == 1 else 'open'} nothing"] if dead else []
    parts += [f"{full} found no room: a browser keeps 60"] if full else []
    return "; ".join(parts) + "." + (f" {REST_NOT_READ}" if stopped else "")
