"""Streamlit's index page as it leaves the server: our language, title, style sheet and scripts, no detours, and the
page's first words, which stand until the page itself is there.

Left alone, the page asks `/answer/_stcore/health` first where its server is, is told that it isn't there, waits and
asks at the root; and it loads the program parts that draw radios and links only when the first of each arrives. Here
it is told both at once, which brings the first question a quarter of a second earlier.
"""

import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit

TITLE = "Digital maturity self-assessment"
UNWANTED = [  # a font and an icon that we don't use, and an address that we keep switched off
    re.compile(r'<link\s+rel="shortcut icon"[^>]*>'),
    re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>'),
    re.compile(r'<link\s+rel="service-desc"[^>]*>'),
]
WHERE_THE_SERVER_IS = """<script>
      window.__streamlit = {
        BACKEND_BASE_URL: new URL("./", location.href).href,
        HOST_CONFIG: {
          allowedOrigins: [location.origin], useExternalAuthToken: false, enableCustomParentMessages: false,
          enforceDownloadInNewTab: false, metricsUrl: "", blockErrorDialogs: false,
        },
      };
    </script>"""
FONT = "./app/static/atkinson-hyperlegible-next-latin.woff2"
OURS = f"""<link rel="stylesheet" href="./app/static/style.css">
    <link rel="preload" href="{FONT}" as="font" type="font/woff2" crossorigin>
    <script defer src="./app/static/first.js"></script>
    <script defer src="./app/static/page.js"></script>
    <script defer src="./app/static/copy.js"></script>
    <script defer src="./app/static/watch.js"></script>
    <script defer src="./app/static/uploads.js"></script>
    <link rel="icon" type="image/svg+xml" href="./app/static/icon.svg">
    """
# Streamlit's program and style sheet, which the first words don't need
THEIRS = re.compile(
    r'<script type="module"[^>]*></script>|<link rel="modulepreload"[^>]*>|<link rel="stylesheet"[^>]*static/css/[^>]*>'
)
# Words that are painted without their font stay without it: they would move. Those that have it are given it by script
# too: a style sheet's fonts are loaded anew, and others shown meanwhile, when Streamlit adds its styles.
FONT_OR_NOT = f"""<script>
      requestAnimationFrame(() => {{
        const {{ classList }} = document.body;
        if (!document.fonts.check('1rem "First words"')) return classList.add("plain");
        const font = new FontFace("Kept words", 'url("{FONT}")', {{ weight: "200 800" }});
        font.load().then(() => {{ document.fonts.add(font); classList.add("kept"); }});
      }});
    </script>"""
# On a slow line they wait until the first words are painted, but not long for a font
START = """<script>
      (() => {
        const face = '1rem "First words"';
        const [visit] = performance.getEntriesByType("navigation");
        const start = () => document.head.append(document.getElementById("program").content);
        if (!visit || visit.responseStart - visit.requestStart < 100) return start();
        const patience = new Promise((resolve) => setTimeout(resolve, 1000));
        const font = document.fonts.load(face).catch(() => {});
        Promise.race([font, patience]).then(() => requestAnimationFrame(() => setTimeout(start)));
      })();
    </script>"""
CHARSET = '<meta charset="UTF-8" />'
NO_SCRIPTS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)  # Streamlit's own, which speaks of Streamlit
NO_SCRIPTS_TOLD = (
    "This page needs JavaScript, which is switched off or blocked here. Ask whoever looks after your device or your "
    "network to allow it for this address."
)
BLOCKED_TOLD = (
    "This page has arrived only in part: JavaScript is switched off, or something on the way blocks its scripts or its "
    "connection to the server. Ask whoever looks after your device or your network, or whoever runs this server."
)
FIRST_NEEDED = ("Html", "Radio", "TextInput")  # the program parts that the first question is drawn with
STATIC = Path(streamlit.__file__).parent / "static"
SCRIPTS = STATIC / "static" / "js"
IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"|(?:from|import)\s*`\./([\w.-]+\.js)`')


def rewritten(page: str, words: str, host: str) -> str:
    """`words` is markup; `host` is what the server was told that it is called."""
    for link in UNWANTED:
        page = link.sub("", page)
    page = page.replace('<html lang="en">', '<html lang="en-GB">', 1)
    page = page.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>", 1)
    page = page.replace("<head>", "<head>" + WHERE_THE_SERVER_IS, 1)
    page = page.replace(CHARSET, CHARSET + OURS, 1)  # before Streamlit's: the first words need them first
    page = NO_SCRIPTS.sub("", page, count=1).replace(
        "<body>", '<body class="first">' + FONT_OR_NOT + around(words, host), 1
    )
    page = page.replace("</head>", preloads() + "</head>", 1)
    program = "".join(THEIRS.findall(page))
    later = f'<template id="program">{program}</template>{START}'
    return THEIRS.sub("", page).replace("</body>", later + "</body>", 1)


def around(words: str, host: str) -> str:
    """The first words in their place above the page that is being drawn, and what is said where it never is."""
    return (
        f'<div id="first-words" data-host="{escape(host)}"><div class="column">{words}'
        f'<noscript><p class="blocked now" role="alert">{NO_SCRIPTS_TOLD}</p></noscript></div>'
        f'<p class="blocked" role="alert">{BLOCKED_TOLD}</p></div>'
    )


@cache
def preloads() -> str:
    """Links that fetch the first needed program parts, and what they import, beside the others."""
    known, found = (STATIC / "index.html").read_text(encoding="utf-8"), list[str]()
    wanted = [script.name for name in FIRST_NEEDED for script in sorted(SCRIPTS.glob(f"{name}.*.js"))]
    while wanted:
        name = wanted.pop(0)
        if name not in found and name not in known and (SCRIPTS / name).is_file():
            found.append(name)
            imports = IMPORTED.findall((SCRIPTS / name).read_text(encoding="utf-8"))
            wanted += [one or other for one, other in imports]
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in found)
