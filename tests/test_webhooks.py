"""The webhooks: each platform at its own address, behind its own secret; a forged or oversized call is refused."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bots.channel import Incoming, WebhookChannel
from bots.telegram.channel import TelegramChannel
from bots.zalo.channel import ZaloChannel
from reminders.web import LARGEST_BODY, webhook_app

SECRETS = {"telegram": "secret-of-telegram", "zalo": "secret-of-zalo"}
HEADERS = {"telegram": "X-Telegram-Bot-Api-Secret-Token", "zalo": "X-Bot-Api-Secret-Token"}
EVENTS: dict[str, Any] = {
    "telegram": {
        "update_id": 10001,
        "message": {
            "message_id": 77,
            "from": {"id": 519, "is_bot": False, "first_name": "Bơ"},
            "chat": {"id": 519, "first_name": "Bơ", "type": "private"},
            "date": 1633400520,
            "text": "xong 3",
        },
    },
    "zalo": {
        "ok": True,
        "result": {
            "event_name": "message.text.received",
            "message": {
                "from": {"id": "6ede9afa66b88fe6d6a9", "display_name": "Bơ", "is_bot": False},
                "chat": {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"},
                "text": "xong 3",
                "message_id": "2d758cb5e222177a4e35",
                "date": 1633400520602,
            },
        },
    },
}


class Desk:
    """Writes down what was received; while `is_broken` it cannot."""

    def __init__(self) -> None:
        self.received: list[Incoming] = []
        self.is_broken = False

    async def receive(self, message: Incoming) -> None:
        if self.is_broken:
            raise RuntimeError("the database is locked")
        self.received.append(message)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def client(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    channels: list[WebhookChannel] = [TelegramChannel("1:telegram"), ZaloChannel("2:zalo")]
    app = webhook_app(desk.receive, [(channel, SECRETS[channel.name]) for channel in channels])
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://nhachan") as client:
        yield client
    for channel in channels:
        await channel.close()


platforms = pytest.mark.parametrize("platform", ["telegram", "zalo"])


@platforms
async def test_each_platform_is_heard_at_its_own_address(desk: Desk, client: httpx.AsyncClient, platform: str) -> None:
    headers = {HEADERS[platform]: SECRETS[platform]}
    answer = await client.post(f"/{platform}", json=EVENTS[platform], headers=headers)
    assert answer.status_code == 200
    assert [(message.channel, message.text) for message in desk.received] == [(platform, "xong 3")]


@platforms
async def test_a_body_that_comes_in_pieces_without_its_length_is_taken(
    desk: Desk, client: httpx.AsyncClient, platform: str
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for letter in json.dumps(EVENTS[platform]):
            yield letter.encode()

    headers = {HEADERS[platform]: SECRETS[platform]}
    assert (await client.post(f"/{platform}", content=pieces(), headers=headers)).status_code == 200
    assert len(desk.received) == 1


@platforms
@pytest.mark.parametrize("secret", [None, "", "secret", "secret-of-another", "bí mật"])
async def test_a_missing_or_wrong_secret_is_refused_whatever_the_body(
    desk: Desk, client: httpx.AsyncClient, platform: str, secret: str | None
) -> None:
    headers = {} if secret is None else {HEADERS[platform].encode(): secret.encode()}
    for body in (json.dumps(EVENTS[platform]).encode(), b"", b"x" * (LARGEST_BODY + 1)):
        answer = await client.post(f"/{platform}", content=body, headers=headers)
        assert (answer.status_code, answer.content) == (403, b"")
    assert desk.received == []


async def test_one_platforms_secret_or_header_does_not_open_the_other(desk: Desk, client: httpx.AsyncClient) -> None:
    for header, secret in ((HEADERS["zalo"], SECRETS["telegram"]), (HEADERS["telegram"], SECRETS["zalo"])):
        answer = await client.post("/zalo", json=EVENTS["zalo"], headers={header: secret})
        assert answer.status_code == 403
    assert desk.received == []


@platforms
async def test_a_body_over_the_limit_is_refused_whatever_length_it_announces(
    desk: Desk, client: httpx.AsyncClient, platform: str
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 8192

    headers = {HEADERS[platform]: SECRETS[platform], "Content-Length": "10"}
    answer = await client.post(f"/{platform}", content=b"x" * (LARGEST_BODY + 1), headers=headers)
    assert answer.status_code == 413
    assert (await client.post(f"/{platform}", content=endless(), headers=headers)).status_code == 413
    assert desk.received == []


@platforms
@pytest.mark.parametrize("body", [b"", b"not JSON", b"[]", b"{}", b"\xff", b"[" * 60_000])
async def test_a_body_that_is_no_event_is_taken_and_forgotten(
    desk: Desk, client: httpx.AsyncClient, platform: str, body: bytes
) -> None:
    headers = {HEADERS[platform]: SECRETS[platform]}
    assert (await client.post(f"/{platform}", content=body, headers=headers)).status_code == 200
    assert desk.received == []


@platforms
async def test_what_could_not_be_received_is_answered_with_an_error_so_that_it_may_come_again(
    desk: Desk, client: httpx.AsyncClient, platform: str
) -> None:
    headers = {HEADERS[platform]: SECRETS[platform]}
    desk.is_broken = True
    assert (await client.post(f"/{platform}", json=EVENTS[platform], headers=headers)).status_code == 500
    desk.is_broken = False
    assert (await client.post(f"/{platform}", json=EVENTS[platform], headers=headers)).status_code == 200
    assert len(desk.received) == 1


async def test_without_a_secret_nothing_is_taken(desk: Desk) -> None:
    channel = ZaloChannel("2:zalo")
    app = webhook_app(desk.receive, [(channel, "")])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://nhachan") as client:
        for headers in ({}, {HEADERS["zalo"]: ""}):
            assert (await client.post("/zalo", json=EVENTS["zalo"], headers=headers)).status_code == 403
        assert (await client.post("/telegram", json=EVENTS["telegram"])).status_code == 404
    await channel.close()
    assert desk.received == []
