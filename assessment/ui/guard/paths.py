"""Where the app stands on its host: at the root, or below a base path such as /maturity."""

from starlette.types import Scope
from streamlit import get_option


def base_path() -> str:
    """ "/maturity", or nothing at the root."""
    inner = str(get_option("server.baseUrlPath") or "").strip("/")
    return f"/{inner}" if inner else ""


def path_in(scope: Scope) -> str:
    """A request's path as if the app stood at the root: the only way in which paths are compared."""
    path, base = str(scope["path"]), base_path()
    if path == base or path.startswith(f"{base}/"):
        return path.removeprefix(base) or "/"
    return path
