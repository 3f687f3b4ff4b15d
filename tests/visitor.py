"""A visitor without a browser: what Streamlit's script in the browser says over HTTP and the WebSocket, and no more."""

import http.client
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

XSRF = "_streamlit_xsrf"
SECONDS = 60


class Visitor:
    """One browser with its cookies, at an address of this machine."""

    def __init__(self, port: int, address: str = "127.0.0.1", **cookies: str) -> None:
        self.port, self.address, self.cookies = port, address, cookies
        _, headers, _ = self.ask("GET", "/_stcore/health")
        self.set_cookie = headers.get("set-cookie", "")
        self.cookies[XSRF] = self.set_cookie.removeprefix(f"{XSRF}=").partition(";")[0]

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        own = {
            "Host": "localhost",
            "Cookie": self.jar(),
            **{name.replace("_", "-"): one for name, one in headers.items()},
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS, source_address=(self.address, 0))
        try:
            line.request(method, path, body, own)
            answer = line.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, found, answer.read()
        finally:
            line.close()

    def jar(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    @contextmanager
    def at(self, page: str = "", query: str = "", tab: str = "") -> Iterator["Tab"]:
        """A page in a tab, drawn to its end. With the id of a tab, come back to that one."""
        told = ["streamlit", self.cookies[XSRF], tab] if tab else ["streamlit", self.cookies[XSRF]]
        with connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream",
            additional_headers={"Cookie": self.jar()},
            subprotocols=[Subprotocol(one) for one in told],
            source_address=(self.address, 0),
            max_size=None,
            proxy=None,
        ) as line:
            opened = Tab(self, line)
            opened.draw(page, query)
            yield opened

    def upload(self, tab: str, file: str, content: bytes) -> tuple[int, str]:
        edge = "edge-of-a-part"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n'.encode()
        status, _, said = self.ask(
            "PUT",
            f"/_stcore/upload_file/{tab}/{file}",
            head + content + f"\r\n--{edge}--\r\n".encode(),
            Content_Type=f"multipart/form-data; boundary={edge}",
            X_Xsrftoken=self.cookies[XSRF],
        )
        return status, said.decode()


class Tab:
    def __init__(self, visitor: Visitor, line: ClientConnection) -> None:
        self.visitor, self.line = visitor, line
        self.id = ""
        self.frames: list[bytes] = []
        self.messages: list[ForwardMsg] = []

    def press(self, label: str, page: str = "", query: str = "") -> None:
        """A button that the page has drawn."""
        buttons = (one.delta.new_element.button for one in self.messages if one.HasField("delta"))
        self.draw(page, query, next(button.id for button in buttons if button.label == label))

    def draw(self, page: str = "", query: str = "", pressed: str = "") -> None:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_name = query, page
        asked.widget_states.SetInParent()
        if pressed:
            asked.widget_states.widgets.add(id=pressed, trigger_value=True)
        self.line.send(message.SerializeToString())
        self.read()

    def read(self) -> None:
        """All that the server says until the run is over."""
        while True:
            frame = self.line.recv(SECONDS)
            assert isinstance(frame, bytes)
            self.frames.append(frame)
            message = ForwardMsg.FromString(frame)
            self.messages.append(message)
            if message.WhichOneof("type") == "new_session":
                self.id = message.new_session.initialize.session_id
            if message.WhichOneof("type") == "script_finished":
                return

    def files(self) -> list[str]:
        """The addresses of what the page offers for download."""
        found = (one.delta.new_element.download_button.url for one in self.messages if one.HasField("delta"))
        return [url for url in found if url]

    def is_begun(self) -> bool:
        """Whether the page has left for the questions of an assessment on the server."""
        pages = (one.page_info_changed.query_string for one in self.messages if one.HasField("page_info_changed"))
        return any("a=" in query for query in pages)

    def text(self) -> str:
        return b"".join(self.frames).decode("utf-8", "replace")
