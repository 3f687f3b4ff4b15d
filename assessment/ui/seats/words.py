"""What a phone says to somebody who takes part in a workshop: before, during and after a vote."""

from assessment.words import counted

JOIN_TITLE, VOTE_TITLE = "Join a workshop", "Workshop"
JOIN_LEAD = "Type the code that the host shows. You need no account, and nothing is installed."
CODE_LABEL, ROLE_LABEL, NAME_LABEL = "Code", "Which role are you here in?", "Your name, if you wish"
GO_ON, SIT_DOWN, VOTE = "Go on", "Join", "Vote"
CODE_OPENS_NOTHING = "This code opens nothing. Please compare it with the one that the host shows."
NOBODY_ELSE = "The host lets nobody else in at the moment. Please ask the host."
CHOOSE_A_ROLE = "Please choose the role that you are here in."
WHO_SEES_WHAT = (
    "Nobody sees your vote before the host reveals all votes of a question at once, not even the host. Until then the "
    "host sees only how many have voted."
)
NO_NAMES = (
    "This workshop is anonymous: no name is kept. After the reveal roles are shown only where at least three people of "
    "a role have voted, and reasons stand without a role. Who compares two rounds may still guess."
)
WITH_NAMES = (
    "This workshop is not anonymous: after the reveal everybody sees each vote with its role, and the host sees your "
    "name beside it if you give one. If you are the only one in your role, people will know your vote."
)
GOES = "Seats and names are deleted 30 days after the workshop is closed. Votes stay with the assessment, by role."
NO_SEAT = "This browser has no seat in this workshop. Join with its code."
SEAT_GONE = (
    "Your seat is no longer there: the host or you gave it up, or the workshop was deleted. Join again with the code."
)
ROOM_WAITS = "No question is open just now. This page shows the next one by itself."
ROOM_CLOSED = (
    "The workshop is closed. Thank you for taking part. The host has the record of what was agreed. Votes stay with "
    "the assessment; seats and any names are deleted in 30 days."
)
CHOOSE_ONE = "Choose the last statement that is wholly true of the council."
REASON_LABEL = "A line of reason, if you wish"
REASON_SEEN = (
    "Shown on every phone after the reveal, beside your choice and without your role. People may guess whose it is."
)
OF_BEFORE, YOU_TYPED = "Of the question before:", "You had typed, and it is not saved:"
NOT_VOTED = "You have not voted on this question."
CHOOSE_FIRST = "Please choose a statement first."
VOTE_SAVED = "Your vote is saved. You can change it until the votes are revealed."
LOOK_AGAIN = "Refresh"
HOMEWORK_LEAD = (
    "Vote on as many questions as you can before the meeting, in any order. You can change every vote until it is "
    "revealed."
)
FOR_YOUR_ROLE, ALL_OTHERS = "Usually answered by your role", "All other questions"
BACK_TO_LIST, NEXT_QUESTION = "Back to the list", "Next question"
DONE, OPEN = "voted", "not voted on yet"
YOUR_SEAT, CHANGE_ROLE, LEAVE = "Your seat", "Change", "Leave this workshop"
LEAVE_TOLD = "If you leave, your votes that are not revealed are deleted."
ROOM_FAULT = "Something went wrong on the server; it is noted there. Nothing was changed. Please try again."
TOO_MANY_CODES = (
    "Too many codes that open nothing were tried from your network within an hour. Please try again later, or ask the "
    "host. Whoever sits in a workshop already is not affected."
)
TOO_MANY_JOINED = "Too many people joined from your network within an hour. Please try again later."


def progress_of_homework(done: int, asked: int) -> str:
    """ "12 of 52 questions voted on."."""
    return f"{done} of {counted(asked, 'question')} voted on."


def you_voted(name: str) -> str:
    return f"You voted: {name}."


def seated_as(role: str, name: str | None) -> str:
    """ "Your name here: Robin. Your role: ICT."."""
    return f"Your name here: {name}. Your role: {role}." if name else f"Your role here: {role}."
