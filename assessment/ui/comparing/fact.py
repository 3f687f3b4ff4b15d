"""One companion question on the page: yes, no, don't know; what is saved of it; and the figures beside it.

As with the questions of a rubric the saved fact is the truth: the radios are compared with it on every run, so that a
difference is either the reader's own click, and is saved, or somebody else's, and is shown. The last click counts.
"""

from dataclasses import dataclass
from html import escape

import streamlit as st

from assessment.figures import CompanionItem, ComparedFact
from assessment.instrument import Fact
from assessment.store import Said, StoreTrouble
from assessment.ui import resources, session
from assessment.ui.answering import kept_where
from assessment.ui.comparing.beside import figures_beside
from assessment.ui.comparing.said import Facts
from assessment.ui.shell import NOT_WRITTEN, draw_again, heading, html, is_to_do, markdown, trying
from assessment.words import FACT_TEXTS, implied_text

CHOICES = [fact.value for fact in Fact]


@dataclass(frozen=True)
class Radio:
    """Where the session keeps what one question's radios say, and what they were drawn from."""

    name: str

    @classmethod
    def of(cls, item: CompanionItem) -> "Radio":
        return cls(f"{session.desk_name()}-fact-{item.id}")

    @property
    def seen(self) -> tuple[Fact | None] | None:
        """What this session has drawn; None before the first time."""
        found: tuple[Fact | None] | None = st.session_state.get(f"{self.name}-seen")
        return found

    def remember(self, fact: Fact | None) -> None:
        st.session_state[f"{self.name}-seen"] = (fact,)

    def show(self, fact: Fact | None) -> None:
        """Only before they are drawn."""
        if self.name in st.session_state:
            st.session_state[self.name] = fact.value if fact else None
        self.remember(fact)

    def is_touched(self) -> bool:
        """The reader chose something since they were drawn."""
        return self.seen is not None and st.session_state.get(self.name, says(*self.seen)) != says(*self.seen)


def says(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def draw_fact(facts: Facts, item: CompanionItem, carried: int | None) -> None:
    """`carried`: the revision that the browser's page showed before this session began, if there was such a page."""
    radio = Radio.of(item)
    with st.container(key=f"q-fact-{item.id}", gap="xsmall"):
        html(heading(item.ask, 3, "question"))
        choice, below = st.container(gap="xsmall"), st.container(gap="xsmall")
        with below:
            take_back(facts, item)
        with choice:
            fact = draw_choice(radio, item, facts.compared[item.id].fact)
        saved = keep(facts, item, radio, fact, carried)
        with below:
            draw_state(facts, item, saved=saved)


def draw_choice(radio: Radio, item: CompanionItem, stands: Fact | None) -> Fact | None:
    refresh = session.takes_redraw(radio.name)
    if refresh or (radio.seen is not None and not radio.is_touched()):
        radio.show(stands)
    first = says(stands) if radio.seen is None else says(*radio.seen)
    chosen = st.radio(
        markdown(item.ask),
        CHOICES,
        index=None if first is None or radio.name in st.session_state else CHOICES.index(first),
        format_func=lambda value: FACT_TEXTS[Fact(value)],
        key=radio.name,
        horizontal=True,
        label_visibility="collapsed",
    )
    return Fact(chosen) if chosen else None


def keep(facts: Facts, item: CompanionItem, radio: Radio, fact: Fact | None, carried: int | None) -> bool:
    """Save what the reader chose. False where it could not be written."""
    stands = facts.compared[item.id].fact
    if fact == stands or (radio.seen is None and is_old_view(facts.said(item.id), item, fact, carried)):
        radio.remember(stands)
        if fact != stands:
            session.redraw(radio.name)
        return True
    try:
        facts.say(item.id, fact)
    except StoreTrouble:
        return False
    radio.remember(facts.compared[item.id].fact)
    return True


def is_old_view(said: Said, item: CompanionItem, fact: Fact | None, carried: int | None) -> bool:
    """Whether radios that the browser brought from before this session say no more than what stood then. A click that
    is taken for one is named by the page's script as not saved.
    """
    if fact is None:
        return True
    may_be_filled_in = item.implied_by is not None and fact is Fact.YES
    return carried is not None and (said.revision > carried or may_be_filled_in)


def take_back(facts: Facts, item: CompanionItem) -> None:
    name = undo_name(item)
    if is_to_do(name, facts=facts.said(item.id).fact):
        with trying(name):
            facts.say(item.id, None)
            Radio.of(item).show(facts.compared[item.id].fact)


def undo_name(item: CompanionItem) -> str:
    return f"{Radio.of(item).name}-undo"


def draw_state(facts: Facts, item: CompanionItem, *, saved: bool) -> None:
    """The line under the choices, which the script of the page reads too; then what the fact is beside."""
    mark = f'data-draw="{session.draw_mark()}"'
    if not saved:
        html(f'<p class="state waiting again" {mark}>Not saved yet: {escape(NOT_WRITTEN)}</p>')
        draw_again()
        return
    one, said = facts.compared[item.id], facts.said(item.id)
    place = "" if one.fact is None else CHOICES.index(one.fact.value)
    told = state_text(facts, one, said)
    html(f'<p class="state" {mark} data-revision="{said.revision}" data-choice="{place}">{told}</p>')
    html(figures_beside(one))
    if said.fact is not None:
        name = undo_name(item)
        label = f"Take back: {markdown(item.ask)}"
        st.button("Take back", key=name, help=label, type="tertiary", on_click=session.wish, args=(name,))


def state_text(facts: Facts, one: ComparedFact, said: Said) -> str:
    if one.implied is not None:
        rubric, _, question = one.implied.question.partition("/")
        asked = resources.rubrics()[rubric, one.implied.version].by_id[question]
        return escape(implied_text(one, asked))
    if not said.revision:
        return ""
    tick = "tick" if facts.desk.on_server else "tick own"
    by = f" Last changed through the link “{said.by}”." if said.by not in ("", facts.desk.label) else ""
    answer = f"{FACT_TEXTS[said.fact]}." if said.fact else "No answer."
    alone = " Without a yes or no there is nothing to compare." if said.fact is Fact.DONT_KNOW else ""
    return f'<span class="{tick}">{kept_where(facts.desk)}</span> {escape(answer + alone + by)}'
