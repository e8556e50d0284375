"""The webhook: what is forged, too large or no update is refused unread; what is good is received once."""

import ast
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import reminders.web
from bots.channel import Incoming
from bots.telegram.channel import TelegramChannel
from reminders.web import LARGEST_BODY, webhook_app

SECRET = "s3cret-of_the-webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE = {
    "update_id": 900,
    "message": {
        "message_id": 5,
        "date": 1633312800,
        "chat": {"id": 77, "type": "private", "first_name": "Rơ Mah"},
        "from": {"id": 77, "is_bot": False, "first_name": "Rơ Mah"},
        "text": "xong 12",
    },
}


class Inbox(list[Incoming]):
    """Receives messages; fails as long as `trouble` is set."""

    trouble: Exception | None = None

    async def receive(self, message: Incoming) -> None:
        if self.trouble:
            raise self.trouble
        self.append(message)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def telegram(inbox: Inbox) -> AsyncIterator[httpx.AsyncClient]:
    """Telegram's side: posts to the application without a network between."""
    app = webhook_app(inbox.receive, [(TelegramChannel("1:token"), SECRET)])
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://webhook") as client:
        yield client


async def post(telegram: httpx.AsyncClient, content: Any, *, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {HEADER: secret}
    return (await telegram.post("/telegram", content=content, headers=headers)).status_code


async def test_a_message_is_received(telegram: httpx.AsyncClient, inbox: Inbox) -> None:
    assert await post(telegram, json.dumps(UPDATE)) == 200
    [message] = inbox
    assert (message.channel, message.update_id, message.chat_id, message.text) == ("telegram", "900", "77", "xong 12")


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "s3cret\xff"])
async def test_without_the_secret_nothing_is_received(
    telegram: httpx.AsyncClient, inbox: Inbox, secret: str | None
) -> None:
    headers = {} if secret is None else {HEADER.encode(): secret.encode("latin-1")}
    answer = await telegram.post("/telegram", content=json.dumps(UPDATE), headers=headers)
    assert (answer.status_code, answer.content, inbox) == (403, b"", [])


async def test_an_empty_secret_lets_nobody_in(inbox: Inbox) -> None:
    app = webhook_app(inbox.receive, [(TelegramChannel("1:token"), "")])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://webhook") as client:
        assert [await post(client, json.dumps(UPDATE), secret=secret) for secret in (None, "")] == [403, 403]


@pytest.mark.parametrize(("size", "status"), [(LARGEST_BODY, 200), (LARGEST_BODY + 1, 413)])
async def test_a_body_over_the_limit_is_refused(
    telegram: httpx.AsyncClient, inbox: Inbox, size: int, status: int
) -> None:
    body = json.dumps(UPDATE).encode().ljust(size)
    assert (await post(telegram, body), len(inbox)) == (status, int(status == 200))


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"update_id": "x"}', b"{}", json.dumps({"update_id": 1}).encode()],
)
async def test_what_is_no_message_is_taken_and_forgotten(
    telegram: httpx.AsyncClient, inbox: Inbox, body: bytes
) -> None:
    assert (await post(telegram, body), inbox) == (200, [])


@pytest.mark.parametrize("trouble", [RuntimeError("the database is locked"), ValueError("not stored")])
async def test_a_message_that_was_not_received_comes_again(
    telegram: httpx.AsyncClient, inbox: Inbox, trouble: Exception
) -> None:
    inbox.trouble = trouble
    assert await post(telegram, json.dumps(UPDATE)) == 500
    inbox.trouble = None
    assert (await post(telegram, json.dumps(UPDATE)), len(inbox)) == (200, 1)


async def test_nothing_else_is_served(telegram: httpx.AsyncClient) -> None:
    paths = ("/", "/docs", "/openapi.json", "/telegram")
    assert [(await telegram.get(path)).status_code for path in paths] == [404, 404, 404, 405]


def test_the_secret_is_compared_in_constant_time() -> None:
    tree = ast.parse(Path(reminders.web.__file__).read_text(encoding="utf-8"))
    compared = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    called = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert [words for words in compared if "secret" in words or "given" in words] == []
    assert "compare_digest(given.encode(), secret.encode())" in called
