"""What keeps the interface to itself: where it listens, who may ask, and what a page may load."""

from __future__ import annotations

import base64
import binascii
import errno
import ipaddress
import secrets
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from assistant.errors import AssistantError, InputError

Auth = tuple[str, str]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Gradio starts with inline scripts and compiles its HTML templates in the page: it needs unsafe-inline and
# unsafe-eval. Nothing of a document or question gets there, all of it is escaped; and should some markup ever
# slip through, no address but our own can be loaded from or sent to.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "media-src 'none'",
        "object-src 'none'",
        "frame-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)


def is_loopback(host: str) -> bool:
    """Whether ``host`` (name or address, no port) can only be reached from this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_access(host: str, auth: Auth | None) -> None:
    """Raises InputError when other machines could ask without a password, or the password is empty."""
    if auth and not all(auth):
        raise InputError(
            "利用者名とパスワードの両方が必要です。--auth 利用者名:パスワード の形で指定してください。",
            "Both a user name and a password are needed: give --auth USER:PASSWORD.",
        )
    if not auth and not is_loopback(host):
        raise InputError(
            f"{host} はほかの機器からも開ける可能性があるため、パスワードなしでは使えません。"
            "--auth 利用者名:パスワード を付けるか、--host 127.0.0.1 にしてください。",
            f"{host} may be reached from other machines, so it is not served without a password. "
            "Add --auth USER:PASSWORD, or use --host 127.0.0.1.",
        )


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to ``host`` and ``port`` (0: any free one).

    Raises AssistantError when the port is taken, InputError when address or port cannot be used at all.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(128)
    except (OSError, OverflowError) as error:
        bound.close()
        raise _unusable(host, port, error) from error
    return bound


def _unusable(host: str, port: int, error: OSError | OverflowError) -> AssistantError:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return AssistantError(
            f"ポート {port} は使用中です。--port {port + 1} のように別の番号を指定するか、"
            "使っているプログラムを終了してください。",
            f"Port {port} is in use. Choose another, such as --port {port + 1}, or stop the program that uses it.",
        )
    return InputError(
        f"{host} のポート {port} では待ち受けできません（{error}）。--host と --port を確かめてください。",
        f"Cannot listen on port {port} of {host} ({error}). Check --host and --port.",
    )


class Guard:
    """ASGI middleware around the whole application, so that no route can be forgotten.

    With ``auth`` every request needs that user name and password (HTTP Basic). Without, the server is on a loopback
    address, and a request must name one: a page elsewhere could else reach it by pointing its own name here.
    """

    def __init__(self, app: App, auth: Auth | None) -> None:
        """``app`` is what is guarded; ``auth`` user name and password, None for no password."""
        self.app = app
        self.auth = auth

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or refuses it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        headers = {name.lower(): value for name, value in scope["headers"]}
        if self.auth and not _knows(headers.get(b"authorization", b""), self.auth):
            challenge = (b"www-authenticate", b'Basic realm="policy-assistant", charset="UTF-8"')
            await _refuse(scope, send_guarded, 401, "Unauthorized", challenge)
        elif not self.auth and not is_loopback(_host_name(headers.get(b"host", b""))):
            await _refuse(scope, send_guarded, 403, "This server answers to 127.0.0.1 and localhost only.")
        else:
            await self.app(scope, receive, send_guarded)


def _knows(authorization: bytes, auth: Auth) -> bool:
    scheme, _, encoded = authorization.partition(b" ")
    try:
        given = base64.b64decode(encoded, validate=True) if scheme.lower() == b"basic" else b""
    except binascii.Error:
        given = b""
    return secrets.compare_digest(given, ":".join(auth).encode())


def _host_name(header: bytes) -> str:
    """The Host header without its port: "[::1]:7860" → "::1"."""
    host = header.decode("latin-1")
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


async def _refuse(scope: Scope, send: Send, status: int, text: str, *headers: tuple[bytes, bytes]) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    plain = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [plain, *headers]})
    await send({"type": "http.response.body", "body": text.encode()})
