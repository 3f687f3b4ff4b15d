"""Who asks for a record, and for what: the page, or a file, which only a press on that page has made."""

import logging
from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.files import NOTICE
from assessment.instrument import BadInput
from assessment.pack import Meeting, make_record, write_record
from assessment.store import Gone, NotAllowed, StoreTrouble
from assessment.ui import resources, session
from assessment.ui.recording.frame import document, refusal
from assessment.ui.recording.gathering import meeting_of
from assessment.ui.recording.showing import RECORD_FORMATS, record_markup
from assessment.ui.reporting import NotMade, made
from assessment.ui.shell import AWAY, ask, is_from_here
from assessment.words import RECORD_NOT_FOUND, RECORD_NOT_MADE, RECORD_NOT_PRESSED, RECORD_NOT_YOURS, file_name

PREFETCH = ("prefetch", "prerender")


async def answer(request: Request) -> Response:
    """The page; or, where `as` names a format, that file."""
    assessment, workshop = request.query_params.get("a", ""), request.query_params.get("w", "")
    ending = f".{request.query_params['as']}" if "as" in request.query_params else ""
    try:
        meeting = await ask(found, assessment, workshop, dict(request.cookies))
        if not ending:
            return await ask(page_of, meeting, assessment, workshop)
        if ending not in RECORD_FORMATS:
            return refusal(404, RECORD_NOT_FOUND)
        if not is_pressed(request):
            return refusal(403, RECORD_NOT_PRESSED)
        data = await made(f"record {ending} {meeting!r}", partial(written, meeting, ending), assessment)
        await ask(found, assessment, workshop, dict(request.cookies))  # it may have been deleted meanwhile
        return file_of(data, meeting, ending)
    except (Gone, NotAllowed):
        return refusal(404, RECORD_NOT_YOURS)
    except BadInput:
        return refusal(404, RECORD_NOT_FOUND)
    except StoreTrouble:
        return refusal(503, AWAY)
    except NotMade as told:
        return refusal(429, str(told))
    except Exception:  # of a writer or a library; its text is nobody's business but the log's
        logging.getLogger(__name__).exception("a record")
        return refusal(500, RECORD_NOT_MADE)


def found(assessment: str, workshop: str, cookies: Mapping[str, str]) -> Meeting:
    """Raises NotAllowed where this browser holds no owner's link of the assessment, BadInput for no such workshop."""
    token = session.kept_token(assessment, cookies)
    desk = resources.store().open(token) if token else None
    if desk is None or desk.public_id != assessment:
        raise NotAllowed
    told = NOTICE if resources.is_demo() else ""
    return meeting_of(desk, workshop, resources.rubrics(), told)


def written(meeting: Meeting, ending: str) -> bytes:
    return write_record(make_record(meeting), ending)


def page_of(meeting: Meeting, assessment: str, workshop: str) -> Response:
    record = make_record(meeting)
    return document(record.page.title, record_markup(record, assessment, workshop))


def is_pressed(request: Request) -> bool:
    """Whether a page of ours sent it: a form that was posted, or a link that was followed. What loads a page before it
    is asked for, or a picture's address on another's page, makes nothing.
    """
    headers = request.headers
    if headers.get("sec-purpose", headers.get("purpose", "")).startswith(PREFETCH):
        return False
    if request.method == "POST":
        return is_from_here(headers)
    return headers.get("sec-fetch-site") == "same-origin" and headers.get("sec-fetch-mode") == "navigate"


def file_of(data: bytes, meeting: Meeting, ending: str) -> Response:
    day = meeting.closed or meeting.opened
    name = file_name("workshop-record", ending[1:], meeting.council or meeting.name, day)
    headers = {"cache-control": "no-store", "content-disposition": f'attachment; filename="{name}"'}
    return Response(data, headers=headers, media_type=RECORD_FORMATS[ending].mime)


ROUTES = [Route("/record", answer, methods=["GET", "POST"])]
