"""The links that a browser keeps, as its cookies say: the list of them is nowhere else."""

from collections.abc import Mapping

from assessment.store import ServerDesk
from assessment.ui import resources
from assessment.ui.session.parameters import ID_SHAPE, cookie_of, kept_token

MOST_HELD = 60  # links of one browser: more would make its requests larger than some servers take
START = cookie_of("")


def held_tokens(cookies: Mapping[str, str]) -> dict[str, str]:
    """By the assessments' public names, in the browser's order."""
    names = (name.removeprefix(START) for name in cookies if name.startswith(START))
    found = {name: kept_token(name, cookies) for name in names if ID_SHAPE.fullmatch(name)}
    return {name: token for name, token in found.items() if token}


def held_desks(cookies: Mapping[str, str]) -> dict[str, ServerDesk | None]:
    """Each as its link opens it, without counting as a use of it; None where it opens nothing any more. Raises
    StoreTrouble.
    """
    tokens = list(held_tokens(cookies).items())[:MOST_HELD]
    found = {name: resources.store().look_up(token) for name, token in tokens}
    return {name: desk if desk and desk.public_id == name else None for name, desk in found.items()}


def is_full(cookies: Mapping[str, str], public_id: str) -> bool:
    """Whether a browser has so many links that it takes no other."""
    held = held_tokens(cookies)
    return public_id not in held and len(held) >= MOST_HELD
