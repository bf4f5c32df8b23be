"""Where the interface listens, who may ask, and what its pages may load."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_assistant import FakeAssistant

from assistant.errors import AssistantError, InputError
from assistant.ui.security import check_access, is_loopback, listen

LOCAL = {"host": "127.0.0.1:7860"}


@pytest.fixture(scope="module")
def clients() -> Iterator[tuple[Any, Any]]:
    """The application without and with a password."""
    pytest.importorskip("gradio")
    from starlette.testclient import TestClient

    from assistant.ui.app import build_server

    open_to_all: Any = build_server(FakeAssistant())  # type: ignore[arg-type]
    with_password: Any = build_server(FakeAssistant(), ("利用者", "秘密:x"))  # type: ignore[arg-type]
    with TestClient(open_to_all, headers=LOCAL) as free, TestClient(with_password) as locked:
        yield free, locked


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
def test_loopback_needs_no_password(host: str) -> None:
    assert is_loopback(host)
    check_access(host, None)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.5", "example.org", "", "127.0.0.1.example.org"])
def test_other_addresses_need_a_password(host: str) -> None:
    with pytest.raises(InputError, match="--auth"):
        check_access(host, None)
    check_access(host, ("user", "password"))
    with pytest.raises(InputError):
        check_access(host, ("user", ""))


def test_port_in_use_is_named_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AssistantError, match=rf"{port}.*--port") as raised:
            listen("127.0.0.1", port)
    assert raised.value.exit_code == 1 and str(port) in raised.value.en


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 0), ("no-such-host.invalid", 0), ("127.0.0.1", 99999)])
def test_address_that_cannot_be_used(host: str, port: int) -> None:
    with pytest.raises(InputError):
        listen(host, port)


def test_every_answer_carries_the_policy(clients: tuple[Any, Any]) -> None:
    for path in ("/", "/en/", "/config", "/nowhere", "/theme.css"):
        headers = clients[0].get(path).headers
        policy = headers["content-security-policy"]
        for rule in (
            "img-src 'self' data: blob:", "connect-src 'self'", "font-src 'self' data:", "frame-ancestors 'none'",
            "object-src 'none'",
        ):  # fmt: skip
            assert rule in policy, path
        assert not re.search(r"https?:|\*", policy)
        assert headers["x-content-type-options"] == "nosniff"


def test_page_names_no_outside_style_script_or_font(clients: tuple[Any, Any]) -> None:
    for path in ("/", "/en/"):
        page = clients[0].get(path).text
        assert not re.search(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["'](?:https?:)?//""", page)
        assert "fonts.googleapis" not in page
    assert "fonts.g" not in clients[0].get("/theme.css").text


def test_password_guards_every_route(clients: tuple[Any, Any]) -> None:
    locked = clients[1]
    for path in ("/", "/en/", "/config", "/gradio_api/info", "/gradio_api/queue/join", "/theme.css"):
        refused = locked.get(path)
        assert refused.status_code == 401 and "Basic" in refused.headers["www-authenticate"], path
        assert locked.get(path, auth=("利用者".encode(), "wrong")).status_code == 401
    assert locked.get("/", auth=("利用者".encode(), "秘密:x".encode())).status_code == 200
    assert locked.post("/gradio_api/call/chat", json={"data": ["いつ"]}).status_code == 401
    assert locked.get("/", headers={"authorization": "Basic !!!"}).status_code == 401


def test_without_a_password_other_host_names_are_refused(clients: tuple[Any, Any]) -> None:
    assert clients[0].get("/", headers={"host": "attacker.example:7860"}).status_code == 403
    for host in ("localhost:7860", "127.0.0.1", "[::1]:7860"):
        assert clients[0].get("/", headers={"host": host}).status_code == 200


def test_only_the_chat_is_offered_to_programs(clients: tuple[Any, Any]) -> None:
    offered = clients[0].get("/gradio_api/info").json()["named_endpoints"]
    assert list(offered) == ["/chat"]


def test_no_file_of_this_machine_is_served(clients: tuple[Any, Any]) -> None:
    for target in (__file__, "pyproject.toml", "assistant/ui/texts.toml", "/etc/hostname"):
        assert clients[0].get(f"/gradio_api/file={target}").status_code in (403, 404)
    assert clients[0].get("/gradio_api/proxy=http://outside.example/").status_code == 400


def test_nothing_can_be_uploaded(clients: tuple[Any, Any]) -> None:
    assert clients[0].post("/gradio_api/upload", files={"files": ("a.txt", b"xyz")}).status_code >= 400


@pytest.mark.slow
def test_serve_tells_its_address_and_ends_with_ctrl_c() -> None:
    code = (
        "from fake_assistant import FakeAssistant; from assistant.ui.app import serve; serve(FakeAssistant(), port=0)"
    )
    here = Path(__file__).resolve()
    path = os.pathsep.join([str(here.parent), str(here.parents[2])])
    process = subprocess.Popen(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    try:
        assert process.stderr is not None
        told = process.stderr.readline()
        while told and "http://" not in told:  # a library's warning may come first
            told = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert found and "Ctrl+C" in told
        assert urllib.request.urlopen(found[0], timeout=20).status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert "Traceback" not in process.stderr.read()
    finally:
        process.kill()
