"""Links as they come out of mail and chat."""

from base64 import urlsafe_b64encode
from urllib.parse import quote

import pytest

from assessment.ui.session.pasted import tokens_in

TOKEN = "aB3-_xYz09QwErTyUiOp_AsDfGhJkLz7"
LINK = f"https://council.example/open#{TOKEN}"
ONCE = quote(LINK, safe="")
OF_OLD = f"https://council.example/answer?t={TOKEN}&theme=ai-governance.direction"
PROOFPOINT_2 = ONCE.replace("_", "-5F").replace("%2F", "_").replace("%", "-")
IN_SMALL = ONCE.lower().replace(TOKEN.lower(), TOKEN)
GOOGLE = f"https://www.google.com/url?q={ONCE}"
FORMS = {
    "as it is": LINK,
    "of the older kind": OF_OLD,
    "the token alone": TOKEN,
    "with spaces around": f"  {LINK} \n",
    "in a sentence": f"Please open {LINK}, and answer the first area.",
    "at the end of a sentence": f"The link is {LINK}.",
    "in brackets": f"Our assessment ({LINK})",
    "in angle brackets": f"<{LINK}>",
    "in quotation marks": f"“{LINK}”",
    "as markdown": f"[our assessment]({LINK})",
    "as chat has it": f"<{LINK}|our assessment>",
    "with a label before": f"Link: {LINK}",
    "the token with a label": f"Token: {TOKEN}",
    "percent-encoded": ONCE,
    "percent-encoded twice": quote(ONCE, safe=""),
    "the hash encoded": LINK.replace("#", "%23"),
    "as HTML has it": OF_OLD.replace("&", "&amp;").replace("?t=", "?x=1&amp;t="),
    "broken by a line's end": LINK[:45] + "\n" + LINK[45:],
    "broken by spaces": f"{LINK[:40]} {LINK[40:50]}  {LINK[50:]}",
    "broken and in a sentence": f"See {LINK[:45]}\r\n{LINK[45:]} please",
    "quoted-printable": OF_OLD.replace("t=", "t=3D").replace(TOKEN, f"{TOKEN[:20]}=\r\n{TOKEN[20:]}"),
    "with a soft hyphen": LINK[:45] + "\u00ad" + LINK[45:],
    "with a zero-width space": LINK[:45] + "\u200b" + LINK[45:],
    "with a mark of direction": f"\u200e{LINK}\u200f",
    "with a word processor's hyphen": LINK.replace("-", "\u2011"),
    "with a dash": LINK.replace("-", "–"),
    "with a byte order mark": f"\ufeff{LINK}",
    "Outlook": f"https://eur01.safelinks.protection.outlook.com/?url={ONCE}&data=05%7C02%7C&sdata=x%3D&reserved=0",
    "Google": f"https://www.google.com/url?q={ONCE}&sa=D&source=calendar",
    "Barracuda": f"https://linkprotect.cudasvc.com/url?a={ONCE}&c=E,1,abc,&typo=1",
    "Cisco": f"https://secure-web.cisco.com/1AbCdEfGh/{ONCE}",
    "Trend Micro": f"https://ctp.trendmicro.com/wis/clicktime/v1/query?url={IN_SMALL}&umid=1",
    "Proofpoint, second version": f"https://urldefense.proofpoint.com/v2/url?u={PROOFPOINT_2}&d=DwMFaQ&c=x",
    "Proofpoint, third version": f"https://urldefense.com/v3/__https://council.example/open*{TOKEN}__;Iw!!AbCd!xyz$",
    "Sophos": f"https://eu.protection.sophos.com/?d=council.example&u={urlsafe_b64encode(LINK.encode()).decode()}&i=NjE",
    "Outlook around Google": f"https://eur01.safelinks.protection.outlook.com/?url={quote(GOOGLE, safe='')}",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_the_token_is_found_first(text: str) -> None:
    assert tokens_in(text)[:1] == (TOKEN,)


NONE = {
    "nothing": "",
    "spaces": "  \n",
    "a word": "nonsense",
    "another address": "https://council.example/answer?a=0123456789abcdef",
    "one sign too few": LINK[:-1],
    "one sign too many": LINK + "A",
    "a page of text": "Lorem ipsum dolor sit amet. " * 10_000,
    "noise": "\0\ud800 %%%ff%zz =" * 100,
    "only percent signs": "%25" * 6000,
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_where_there_is_none_there_is_none(text: str) -> None:
    assert tokens_in(text) == ()


def test_of_very_many_the_first_few_are_tried() -> None:
    text = " ".join(f"https://council.example/open#{number:032d}" for number in range(50))

    assert tokens_in(text) == tuple(f"{number:032d}" for number in range(8))
