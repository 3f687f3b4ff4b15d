"""The forms of the list: taking one off, the pool, and the file of links."""

from collections.abc import Sequence
from html import escape

from assessment.store import Kind
from assessment.ui.comparing import Client, clients_of
from assessment.ui.councils.standing import Line
from assessment.ui.councils.words import (
    CARRY_IN,
    CARRY_IN_LABEL,
    CARRY_OUT,
    CARRY_TITLE,
    CARRY_TOLD,
    COUNCILS_TITLE,
    NO_NAME,
    NOT_IN_POOL,
    POOL_MAKE,
    POOL_TITLE,
    POOL_TOLD,
    REMEMBER_LINKS,
    TAKE_OFF,
    TAKE_OFF_SURE,
    TAKE_OFF_TOLD,
)
from assessment.ui.seats import button, field

TICK = "c-"  # before a ticked council's name


def take_off_form(one: Line) -> str:
    tick = f'<label class="tick"><input type="checkbox" name="sure"><span>{escape(TAKE_OFF_SURE)}</span></label>'
    inside = f"{field('name', one.public_id)}<p>{escape(TAKE_OFF_TOLD)}</p>{tick}{button(TAKE_OFF)}"
    form = f'<form method="post" action="./councils">{inside}</form>'
    whose = f'<span class="only-told">: {escape(one.name)}</span>'
    return f"<details><summary>{escape(TAKE_OFF)}{whose}</summary>{form}</details>"


def pool_part(lines: Sequence[Line]) -> str:
    """Nothing where there is no council that it could be made of."""
    mine = {one.public_id: one.standing for one in lines if one.kind in (Kind.OWNER, Kind.EDIT) and one.standing}
    clients = clients_of(mine)
    if not clients:
        return ""
    names = {one.public_id: one.name for one in lines}
    ticks = "".join(tick(one, names.get(one.public_id, NO_NAME)) for one in clients if not one.reasons)
    out = "".join(
        f"<li>{escape(names.get(one.public_id, NO_NAME))}: {escape(' '.join(one.reasons))}</li>"
        for one in clients
        if one.reasons
    )
    inside = f"<fieldset><legend>{escape(COUNCILS_TITLE)}</legend>{ticks}</fieldset>{button(POOL_MAKE)}"
    form = f'<form method="post" action="./clients-pool">{inside}</form>' if ticks else ""
    without = f"<details><summary>{escape(NOT_IN_POOL)}</summary><ul>{out}</ul></details>" if out else ""
    return f"<h2>{escape(POOL_TITLE)}</h2><p>{escape(POOL_TOLD)}</p>{form}{without}"


def tick(client: Client, name: str) -> str:
    box = f'<input type="checkbox" name="{TICK}{client.public_id}" checked>'
    return f'<label class="tick">{box}<span>{escape(name)}</span></label>'


def carry_part(lines: Sequence[Line]) -> str:
    out = f'<form method="post" action="./links-file"><p>{escape(CARRY_TOLD)}</p>{button(CARRY_OUT)}</form>'
    into = (
        '<form method="post" action="./links-from-file" enctype="multipart/form-data">'
        f'<p><label for="links">{escape(CARRY_IN_LABEL)}</label><input id="links" name="links" type="file"></p>'
        f'<label class="tick"><input type="checkbox" name="remember"><span>{escape(REMEMBER_LINKS)}</span></label>'
        f"{button(CARRY_IN)}</form>"
    )
    return f"<h2>{escape(CARRY_TITLE)}</h2>{out if lines else ''}{into}"
