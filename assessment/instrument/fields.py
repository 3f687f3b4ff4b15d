"""The field types that rubrics and answer files share: every value from outside passes one of these.

Text may hold anything that Unicode allows, markup and right-to-left marks included, but no NUL and no lone
surrogate: those can't be stored or sent. Numbers are exact: a decimal such as 0.8 is read as 4/5, never as a double.
"""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
)
from pydantic_core import PydanticCustomError

NAME_LIMIT = 200  # characters; formats.md, answers/1
TEXT_LIMIT = 10_000


class Frozen(BaseModel):
    """A value that is valid by construction and never changes."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def refuse(message: str) -> PydanticCustomError:
    """An error whose message is shown as it is; braces in it are text."""
    return PydanticCustomError("refused", "{message}", {"message": message})


def refuse_whole(message: str) -> PydanticCustomError:
    """The same for what concerns several fields at once: its message is not led by the name of one."""
    return PydanticCustomError("refused_whole", "{message}", {"message": message})


def clean(text: str) -> str:
    if "\0" in text:
        raise refuse("has a NUL character; take it out")
    if not text.strip():
        raise refuse("is empty; write something or leave the key out")
    return text


def iso_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise refuse("must be a date written like 2026-05-14")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise refuse("is not a day of the calendar; write it like 2026-05-14") from None


def exact(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise refuse("must be a number such as 0.8")
    return Fraction(value)


Text = Annotated[str, Field(max_length=TEXT_LIMIT), AfterValidator(clean)]
Name = Annotated[str, Field(max_length=NAME_LIMIT), AfterValidator(clean)]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
Version = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){2}$")]
IsoDate = Annotated[date, BeforeValidator(iso_date)]
Exact = Annotated[Fraction, PlainValidator(exact), PlainSerializer(str)]
