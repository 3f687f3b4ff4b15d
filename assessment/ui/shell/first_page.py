"""Streamlit's index page as it leaves the server: our language, title, style sheet and script, and no detours.

Left alone, the page asks `/answer/_stcore/health` first where its server is, is told that it isn't there, waits and
asks at the root; and it loads the program parts that draw radios and links only when the first of each arrives. Here
it is told both at once, which brings the first question a quarter of a second earlier.
"""

import re
from functools import cache
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
    <script defer src="./app/static/page.js"></script>
    <script defer src="./app/static/copy.js"></script>
    <link rel="icon" type="image/svg+xml" href="./app/static/icon.svg">
    <link rel="preload" href="{FONT}" as="font" type="font/woff2" crossorigin>
    """
FIRST_NEEDED = ("Html", "Radio", "TextInput")  # the program parts that the first question is drawn with
STATIC = Path(streamlit.__file__).parent / "static"
SCRIPTS = STATIC / "static" / "js"
IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"|(?:from|import)\s*`\./([\w.-]+\.js)`')


def rewritten(page: str) -> str:
    for link in UNWANTED:
        page = link.sub("", page)
    page = page.replace('<html lang="en">', '<html lang="en-GB">', 1)
    page = page.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>", 1)
    page = page.replace("<head>", "<head>" + WHERE_THE_SERVER_IS, 1)
    return page.replace("</head>", OURS + preloads() + "</head>", 1)


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
