"""A line between the store and PostgreSQL that a test can silence, cut and mend."""

import socket
from contextlib import suppress
from threading import Event, Thread

from sqlalchemy import make_url


class Line:
    """Listens on a port of its own and passes everything on, as long as it is not silent."""

    def __init__(self, url: str) -> None:
        self.target = make_url(url)
        self.flows = Event()
        self.flows.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = self.target.set(port=self.listener.getsockname()[1]).render_as_string(hide_password=False)
        self.is_cut = False
        self.ends: list[socket.socket] = []
        Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                if self.is_cut:
                    near.close()
                    continue
                far = socket.create_connection((self.target.host, self.target.port))
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    Thread(target=self.pass_on, args=(one, other), daemon=True).start()

    def pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                self.flows.wait()
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def silence(self) -> None:
        """From here on the other side neither answers nor refuses."""
        self.flows.clear()

    def cut(self) -> None:
        """From here on the other side refuses: what is open ends, and nothing new is answered."""
        self.is_cut = True
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.ends = []

    def mend(self) -> None:
        self.is_cut = False
        self.flows.set()

    def close(self) -> None:
        self.flows.set()
        for end in (self.listener, *self.ends):
            with suppress(OSError):
                end.close()
