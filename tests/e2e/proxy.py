"""A proxy in front of the app that does what such a thing gets wrong."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

END = b"\r\n\r\n"


@contextmanager
def proxy(port: int, change: Callable[[bytes], bytes]) -> Iterator[str]:
    """The address at which each request's head is changed before the app on that port gets it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=accept, args=(listening, port, change), daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def accept(listening: socket.socket, port: int, change: Callable[[bytes], bytes]) -> None:
    with suppress(OSError):  # closed: the test is over
        while True:
            Thread(target=serve, args=(listening.accept()[0], port, change), daemon=True).start()


def serve(client: socket.socket, port: int, change: Callable[[bytes], bytes]) -> None:
    """One request a connection, so that no other head hides in the stream."""
    with suppress(OSError), client, socket.create_connection(("127.0.0.1", port)) as app:
        request = b""
        while END not in request and (part := client.recv(65536)):
            request += part
        head, _, rest = request.partition(END)
        if b"upgrade: websocket" not in head.lower():
            lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
            head = b"\r\n".join([*lines, b"Connection: close"])
        app.sendall(change(head) + END + rest)
        Thread(target=pass_on, args=(client, app), daemon=True).start()
        pass_on(app, client)


def pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(65536):
            target.sendall(part)
        target.shutdown(socket.SHUT_WR)
