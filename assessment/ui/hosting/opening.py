"""`/workshops?a=…`: the workshops of an assessment, and the form that opens one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.instrument import BadInput, Role
from assessment.scoring import in_scope
from assessment.store import LONGEST_NAME, MOST_MINUTES, Asked, Contents, Plan, Stage, Workshop, new_public_id
from assessment.ui import resources
from assessment.ui.hosting.own import form_of, from_elsewhere, own_desk, told
from assessment.ui.hosting.words import (
    ANONYMOUS_NO,
    ANONYMOUS_Q,
    ANONYMOUS_YES,
    HOMEWORK_NO,
    HOMEWORK_Q,
    HOMEWORK_YES,
    MINUTES_LABEL,
    NAME_OF_WORKSHOP,
    NO_WORKSHOPS,
    OPEN_WORKSHOP,
    OWN_ROLES,
    OWN_ROLES_HINT,
    PARTNER,
    ROLES_TOLD,
    SET_UP,
    WHICH_ROLES,
    WHICH_THEMES,
    WORKSHOPS_LEAD,
    WORKSHOPS_THERE,
    WORKSHOPS_TITLE,
)
from assessment.ui.seats import Rubrics, button, document, field, on_to, sentence
from assessment.ui.shell import ask, paragraph
from assessment.words import STAGES, TO_HOST, TO_RECORD, role_name

ROLES = (*(role.value for role in Role), PARTNER)
Said = Mapping[str, str]
FIRST: Said = {"anonymous": "yes", "homework": "no", "minutes": "0", **{f"role-{role}": "on" for role in ROLES}}


def themes_of(contents: Contents, rubrics: Rubrics) -> Iterator[tuple[str, str, str, list[tuple[str, int]]]]:
    """Of the questions that are asked: the theme's address, its area, its title, and each question with its levels."""
    for name, version in contents.rubrics.items():
        rubric = rubrics.get((name, version))
        asked = in_scope(rubric, contents.scope) if rubric else ()
        titles = {theme.id: theme.title for theme in rubric.themes} if rubric else {}
        for theme, questions in groupby(asked, key=lambda one: one.theme):
            counted = [(one.id, len(one.levels)) for one in questions]
            yield f"{name}.{theme}", rubric.title if rubric else name, titles[theme], counted


def plan_of(said: Said, contents: Contents, rubrics: Rubrics) -> Plan:
    """What the form says; the store checks it."""
    levels: dict[str, dict[str, int]] = {}
    is_all = not any(name.startswith("theme-") for name in said)
    themes = []
    for address, _, _, questions in themes_of(contents, rubrics):
        if is_all or f"theme-{address}" in said:
            themes.append(address)
            levels.setdefault(address.partition(".")[0], {}).update(questions)
    own = [one.strip() for one in said.get("own", "").split(",") if one.strip()]
    minutes = said.get("minutes", "").strip() or "0"
    return Plan(
        name=said.get("name", ""),
        themes=tuple(themes),
        questions={name: Asked(contents.rubrics[name], one) for name, one in levels.items()},
        roles=(*(role for role in ROLES if f"role-{role}" in said), *own),
        anonymous=said.get("anonymous") != "no",
        homework=said.get("homework") == "yes",
        minutes=int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 5 else -1,
    )


async def workshops(request: Request) -> Response:
    """The list and the form; a form that was posted opens one and leads on to it."""

    async def answer() -> Response:
        assessment = request.query_params.get("a", "")
        desk = await own_desk(request, assessment)
        there, contents = await ask(desk.workshops), await ask(desk.contents)
        if request.method == "GET":
            return page(assessment, there, contents, FIRST)
        said = await form_of(request)
        try:
            made = await ask(desk.open_workshop, plan_of(said, contents, resources.rubrics()), said.get("workshop", ""))
        except BadInput as problem:
            return page(assessment, there, contents, said, sentence(problem))
        return on_to(f"host?{urlencode({'a': assessment, 'w': made.public_id})}")

    elsewhere = from_elsewhere(request) if request.method == "POST" else None
    return elsewhere or await told(answer)


def page(assessment: str, there: Sequence[Workshop], contents: Contents, said: Said, refused: str = "") -> Response:
    alert = f'<p role="alert" class="told">{escape(refused)}</p>' if refused else ""
    lines = "".join(line(assessment, one) for one in there)
    body = (
        f"<p>{escape(WORKSHOPS_LEAD)}</p>{alert}<h2>{escape(WORKSHOPS_THERE)}</h2>"
        + (f'<ul class="rows">{lines}</ul>' if lines else f"<p>{escape(NO_WORKSHOPS)}</p>")
        + f"<h2>{escape(SET_UP)}</h2>{form(assessment, contents, said)}"
        + f'<p><a href="./overview?a={escape(assessment)}">Overview</a></p>'
    )
    return document(WORKSHOPS_TITLE, body, 400 if refused else 200)


def line(assessment: str, one: Workshop) -> str:
    place = escape(urlencode({"a": assessment, "w": one.public_id}))
    lead = "" if one.stage is Stage.CLOSED else f'<a href="./host?{place}">{escape(TO_HOST)}</a> '
    return (
        f"<li><strong>{escape(one.name)}</strong> {escape(STAGES[one.stage.value])}. "
        f'{lead}<a href="./record?{place}">{escape(TO_RECORD)}</a></li>'
    )


def form(assessment: str, contents: Contents, said: Said) -> str:
    themes = "".join(
        f'<p class="area">{escape(area)}</p>' + ticks(tick(f"theme-{one[0]}", one[2], said, area) for one in some)
        for area, some in groupby(themes_of(contents, resources.rubrics()), key=lambda one: one[1])
    )
    roles = ticks(tick(f"role-{role}", role_name(role), said) for role in ROLES)
    return (
        f'<form method="post" action="./workshops?a={escape(assessment)}">'
        f"{text('name', NAME_OF_WORKSHOP, said, LONGEST_NAME)}"
        f"<fieldset><legend>{escape(WHICH_THEMES)}</legend>{themes}</fieldset>"
        f"<fieldset><legend>{escape(WHICH_ROLES)}</legend>{paragraph(ROLES_TOLD, 'hint')}{roles}"
        f"{text('own', OWN_ROLES, said, 800, OWN_ROLES_HINT)}</fieldset>"
        f"{either('anonymous', ANONYMOUS_Q, ANONYMOUS_YES, ANONYMOUS_NO, said)}"
        f"{either('homework', HOMEWORK_Q, HOMEWORK_YES, HOMEWORK_NO, said)}"
        f'<p><label for="minutes">{escape(MINUTES_LABEL)}</label><input id="minutes" name="minutes" class="short" '
        f'inputmode="numeric" value="{escape(said.get("minutes", "0"))}" maxlength="{len(str(MOST_MINUTES))}"></p>'
        f"{field('workshop', new_public_id())}{button(OPEN_WORKSHOP, 'main')}</form>"
    )


def ticks(some: Iterable[str]) -> str:
    """Side by side where there is room."""
    return f'<div class="ticks">{"".join(some)}</div>'


def tick(name: str, label: str, said: Said, told: str = "") -> str:
    """`told`: for those who hear it, of which area it is."""
    more = f'<span class="only-told">, {escape(told)}</span>' if told else ""
    checked = " checked" if name in said else ""
    return (
        f'<label class="tick"><input type="checkbox" name="{escape(name)}"{checked}>'
        f"<span>{escape(label)}{more}</span></label>"
    )


def text(name: str, label: str, said: Said, most: int, hint: str = "") -> str:
    more = f' <span class="hint">{escape(hint)}</span>' if hint else ""
    return (
        f'<p><label for="{name}">{escape(label)}{more}</label><input id="{name}" name="{name}" maxlength="{most}" '
        f'value="{escape(said.get(name, ""))}" autocomplete="off"></p>'
    )


def either(name: str, legend: str, yes: str, no: str, said: Said) -> str:
    radios = "".join(
        f'<label class="tick"><input type="radio" name="{name}" value="{value}"'
        f"{' checked' if said.get(name) == value else ''}><span>{escape(label)}</span></label>"
        for value, label in (("yes", yes), ("no", no))
    )
    return f"<fieldset><legend>{escape(legend)}</legend>{radios}</fieldset>"


ROUTES = [Route("/workshops", workshops, methods=["GET", "POST"])]
