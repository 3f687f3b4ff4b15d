"""Forms of one press each."""

from html import escape

from assessment.ui.seats import button, field


def form_to(address: str, act: str, inside: str, label: str, css: str = "", told: str = "") -> str:
    """`told` is added for those who hear it: which of many alike this one is."""
    more = f'<span class="only-told">: {escape(told)}</span>' if told else ""
    press = button(label, css).replace("</button>", f"{more}</button>")
    return (
        f'<form method="post" action="./host?{escape(address)}" class="press">{field("do", act)}{inside}{press}</form>'
    )


def fold(title: str, inside: str, *, is_open: bool = False) -> str:
    return f"<details{' open' if is_open else ''}><summary>{escape(title)}</summary>{inside}</details>"


def small_form(address: str, act: str, label: str, css: str = "") -> str:
    return form_to(address, act, "", label, css)


def ask_twice(address: str, act: str, sure: str, label: str) -> str:
    """For what can't be undone."""
    tick = f'<label class="tick"><input type="checkbox" name="sure"><span>{escape(sure)}</span></label>'
    return form_to(address, act, tick, label)
