"""What the web application leaves to chance: nothing is served beside the webhooks, and a secret is not guessed."""

import ast
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

import reminders.web
from bots.channel import Incoming
from bots.telegram import TelegramChannel
from reminders.web import LARGEST_BODY, webhook_app

SECRET = "s3cret-of_the-webhook"
UPDATE = {
    "update_id": 900,
    "message": {"message_id": 5, "date": 1633312800, "chat": {"id": 77, "type": "private"}, "text": "xong 12"},
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
    channel = TelegramChannel("1:token")
    transport = httpx.ASGITransport(webhook_app(inbox.receive, [(channel, SECRET)]), raise_app_exceptions=False)
    headers = {channel.secret_header: SECRET}
    async with httpx.AsyncClient(transport=transport, base_url="http://webhook", headers=headers) as client:
        yield client
    await channel.close()


@pytest.mark.parametrize("trouble", [RuntimeError("the database is locked"), ValueError("a bug")])
async def test_a_message_that_was_not_received_comes_again_whatever_the_error_was(
    telegram: httpx.AsyncClient, inbox: Inbox, trouble: Exception
) -> None:
    inbox.trouble = trouble
    assert (await telegram.post("/telegram", json=UPDATE)).status_code == 500
    inbox.trouble = None
    assert (await telegram.post("/telegram", json=UPDATE)).status_code == 200
    assert [message.text for message in inbox] == ["xong 12"]


@pytest.mark.parametrize(("size", "status"), [(LARGEST_BODY, 200), (LARGEST_BODY + 1, 413)])
async def test_a_body_is_taken_up_to_the_limit(
    telegram: httpx.AsyncClient, inbox: Inbox, size: int, status: int
) -> None:
    body = json.dumps(UPDATE).encode().ljust(size)
    assert (await telegram.post("/telegram", content=body)).status_code == status
    assert len(inbox) == (status == 200)


@pytest.mark.parametrize("body", [b'{"update_id": "x"}', b'{"update_id": 1}', b"null"])
async def test_an_update_without_a_message_is_taken_and_forgotten(
    telegram: httpx.AsyncClient, inbox: Inbox, body: bytes
) -> None:
    assert ((await telegram.post("/telegram", content=body)).status_code, inbox) == (200, [])


async def test_nothing_else_is_served(telegram: httpx.AsyncClient) -> None:
    paths = ("/", "/docs", "/openapi.json", "/telegram")
    assert [(await telegram.get(path)).status_code for path in paths] == [404, 404, 404, 405]


def test_the_secret_is_compared_in_constant_time() -> None:
    tree = ast.parse(Path(reminders.web.__file__).read_text(encoding="utf-8"))
    compared = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    called = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert [words for words in compared if "secret" in words or "given" in words] == []
    assert "compare_digest(given.encode(), secret.encode())" in called
