"""Text into markup, safely: everything that a council or an author wrote passes through here as data."""

import re
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

# What could begin markup; a sign that can't is left alone, because screen readers are given the text as it is
MARKUP = re.compile(r"[\\`*_\[\]<>#|~$&{}]|:(?=\w)|(?<=^)[-+=](?=\s)|(?<=^\d)[.)]")

UNIT = re.compile(r"(?<=\d) (?=%|[kMG]B\b)")
MOST_PROBLEMS = 20  # shown of one file
EMOJI_NAME = re.compile(r":(?=[\w+-]+:)")  # turned into a picture even when escaped; an invisible joiner prevents it


class Markup(str):
    """Markup already: a link in a table's cell, for instance."""


def escaped(cell: object) -> str:
    return cell if isinstance(cell, Markup) else escape(str(cell))


def markdown(text: str) -> str:
    """Text that Streamlit's markdown shows exactly as it is."""
    plain = EMOJI_NAME.sub(":\u2060", " ".join(text.split()))
    return MARKUP.sub(r"\\\g<0>", plain)


def unbroken(text: str) -> str:
    """A number and its unit stay on one line: "80 %"."""
    return UNIT.sub("\u00a0", text)


def html(body: str) -> None:
    if body:  # Streamlit refuses an empty one
        st.html(unbroken(body))


def paragraph(text: str, css: str = "") -> str:
    return f'<p class="{css}">{escape(text)}</p>' if css else f"<p>{escape(text)}</p>"


def heading(text: str, level: int = 1, css: str = "") -> str:
    return f'<h{level} class="{css}">{escape(text)}</h{level}>' if css else f"<h{level}>{escape(text)}</h{level}>"


def details(summary: str, body: str, told: str = "") -> str:
    """`told` is added for those who hear it: which of many alike this one is."""
    more = f'<span class="only-told">{escape(told)}</span>' if told else ""
    return f'<details class="why-number"><summary>{escape(summary)}{more}</summary>{body}</details>'


def part(name: str, title: str, body: str, told: str = "", css: str = "") -> str:
    """A part of a page that opens, and is open on paper, where `css` "new-page" begins a sheet with it. `told`: what is
    in it, beside its title.
    """
    more = f"<span>{escape(told)}</span>" if told else ""
    return (
        f'<details class="{f"part {css}".strip()}" id="{name}"><summary>{heading(title, 2)}{more}</summary>'
        f'<div class="part-body">{body}</div></details>'
    )


def bullets(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escaped(item)}</li>" for item in items) + "</ul>"


def refusal(lead: str, problems: Sequence[str]) -> str:
    """What is wrong with a file: the first of its problems, and how many more there are."""
    more = [f"and {len(problems) - MOST_PROBLEMS} more"] if len(problems) > MOST_PROBLEMS else []
    shown = bullets([*problems[:MOST_PROBLEMS], *more])
    return f'<div role="alert" class="problems"><p><strong>{escape(lead)}</strong></p>{shown}</div>'


# Shown as cards a table is no table to every browser: its parts then say themselves what they are
ROLES = (
    ("<table ", '<table role="table" '),
    ("<thead>", '<thead role="rowgroup">'),
    ("<tbody>", '<tbody role="rowgroup">'),
    ("<tr>", '<tr role="row">'),
    ('<th scope="col">', '<th scope="col" role="columnheader">'),
    ('<th scope="row">', '<th scope="row" role="rowheader">'),
    ("<td ", '<td role="cell" '),
)


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A real table: caption, column headers, and the first cell of each row as its header. On a phone its rows stand as
    cards.
    """
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    lines = "".join(table_row(row, header) for row in rows)
    body = (
        f'<table class="cards"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    )
    for plain, told in ROLES:  # what a council wrote is escaped, so that it holds none of these
        body = body.replace(plain, told)
    return f'<div class="table-frame" tabindex="0" role="region" aria-label="{escape(caption)}">{body}</div>'


def table_row(row: Sequence[object], header: Sequence[str]) -> str:
    first, *others = map(escaped, row)
    cells = "".join(
        f'<td data-label="{escape(name)}">{cell}</td>' for name, cell in zip(header[1:], others, strict=True)
    )
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'
