"""A small OpenAI-compatible server on 127.0.0.1 that answers as a test says, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NAME = "test-model"


@dataclass(frozen=True)
class Reply:
    """One answer: its text in pieces, and how the server misbehaves."""

    text: str = ""
    status: int = 200
    hang: bool = False  # sends nothing more after the text until the test is over
    cut: bool = False  # ends the stream without saying why
    raw: str = ""  # sent as it is instead of a stream of chunks


@dataclass
class LocalModel:
    """The running server. ``replies`` are given in turn, the last one again and again."""

    url: str
    replies: Sequence[Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)  # the Authorization headers
    over: threading.Event = field(default_factory=threading.Event)

    def asked(self, number: int = -1) -> str:
        """Everything that the model was told in one request."""
        return "\n".join(message["content"] for message in self.requests[number]["messages"])

    def next(self, request: dict[str, Any]) -> Reply:
        """The reply to a request, which is kept."""
        self.requests.append(request)
        return self.replies[min(len(self.requests), len(self.replies)) - 1]


@contextmanager
def serving(*replies: Reply | str) -> Iterator[LocalModel]:
    """A server on a free port for as long as the block runs."""
    answers = [Reply(reply) if isinstance(reply, str) else reply for reply in replies]
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    model = LocalModel(f"http://127.0.0.1:{server.server_port}/v1", answers)
    server.model = model  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.over.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._send(200, json.dumps({"object": "list", "data": [{"id": NAME, "object": "model"}]}))

    def do_POST(self) -> None:
        model: LocalModel = self.server.model  # type: ignore[attr-defined]
        model.keys.append(self.headers["Authorization"])
        reply = model.next(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        if reply.status != 200:
            self._send(reply.status, json.dumps({"error": {"message": "a secret of the server"}}))
        elif reply.raw:
            self._send(200, reply.raw)
        else:
            self._stream(reply, model.over)

    def _stream(self, reply: Reply, over: threading.Event) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for start in range(0, len(reply.text), 7):
            self._chunk({"content": reply.text[start : start + 7]}, None)
        if reply.hang:
            over.wait(30)
        if not reply.cut:
            self._chunk({}, "stop")
            self.wfile.write(b"data: [DONE]\n\n")

    def _chunk(self, delta: dict[str, str], finished: str | None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finished}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": NAME, "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def _send(self, status: int, body: str) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""
