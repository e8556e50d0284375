"""The sandbox itself: Telegram's HTTP dialect to the letter, the API under /sandbox, and the page's files."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from bots.channel import Button
from bots.sandbox.chats import Chat, Kind
from bots.sandbox.clock import ClockStatus
from bots.sandbox.files import ChatFile
from bots.sandbox.server import PAGE, Running
from bots.sandbox.state import World
from bots.telegram.channel import TelegramChannel
from bots.tls import tls
from tests.bots.conftest import NOW, TOKEN
from tests.patience import PATIENCE_SECONDS

Json = dict[str, Any]
API = f"/telegram/bot{TOKEN}"


async def updates(browser: httpx.AsyncClient, **given: int) -> list[int]:
    answer = (await browser.post(f"{API}/getUpdates", json=given)).json()
    return [update["update_id"] for update in answer["result"]]


async def test_updates_come_again_until_a_higher_offset_confirms_them(
    world: World, chat: Chat, browser: httpx.AsyncClient
) -> None:
    for text in ("một", "hai", "ba"):
        world.write(chat.id, text)
    assert await updates(browser) == [1, 2, 3]
    assert await updates(browser, offset=2, limit=1) == [2]
    assert await updates(browser, offset=0) == [2, 3]
    assert await updates(browser, offset=-1) == [3]
    assert await updates(browser) == [3]
    assert await updates(browser, offset=4) == []


async def test_a_long_poll_is_answered_by_the_next_message(
    world: World, chat: Chat, browser: httpx.AsyncClient
) -> None:
    poll = asyncio.create_task(updates(browser, timeout=5))
    while not world.bots[TOKEN].polls:
        await world.changed(0.05)
    world.write(chat.id, "một")
    assert await poll == [1]


async def test_a_message_reads_as_telegram_writes_it(world: World, chat: Chat, browser: httpx.AsyncClient) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Xong", "callback_data": "xong 3"}]]}
    sent = await browser.post(
        f"{API}/sendMessage", json={"chat_id": chat.id, "text": " Chào \n", "reply_markup": keyboard}
    )
    assert sent.json()["result"] == {
        "message_id": 1,
        "from": {"id": 1, "is_bot": True, "first_name": "Nhắc Hạn", "username": "nhachan_thu_bot"},
        "chat": {"id": 1001, "type": "private", "first_name": "Rơ Mah H'Bơ"},
        "date": int(NOW.timestamp()),
        "text": "Chào",
        "reply_markup": keyboard,
    }
    world.press(chat.id, 1, "xong 3")
    [update] = (await browser.get(f"{API}/getUpdates")).json()["result"]
    assert update["callback_query"]["data"] == "xong 3"
    assert update["callback_query"]["message"] == sent.json()["result"]


async def test_a_document_reads_as_telegram_writes_it_and_can_be_saved_from_the_page(
    chat: Chat, channel: TelegramChannel, browser: httpx.AsyncClient
) -> None:
    form, file = {"chat_id": chat.id, "caption": "Quá hạn"}, {"document": ("Quá hạn.xlsx", b"PK\r\n")}
    answer = (await browser.post(f"{API}/sendDocument", data=form, files=file)).json()["result"]
    assert answer["document"] == {
        "file_id": "file-1",
        "file_unique_id": "1",
        "file_name": "Quá hạn.xlsx",
        "file_size": 4,
        "mime_type": "application/octet-stream",
    }
    assert (answer["caption"], "text" in answer) == ("Quá hạn", False)
    await channel.send(chat.id, "không có tệp")
    shown = (await browser.get(f"/sandbox/chats/{chat.id}/messages")).json()
    assert [message["file"] for message in shown] == [{"name": "Quá hạn.xlsx", "size": 4}, None]
    saved = await browser.get(f"/sandbox/chats/{chat.id}/messages/1/file")
    assert (saved.content, saved.headers["content-disposition"]) == (
        b"PK\r\n",
        "attachment; filename*=UTF-8''Qu%C3%A1%20h%E1%BA%A1n.xlsx",
    )
    assert (await browser.get(f"/sandbox/chats/{chat.id}/messages/2/file")).status_code == 404


@pytest.mark.parametrize(
    ("method", "given", "status", "description"),
    [
        ("sendDocument", {"chat_id": "1001", "caption": "x"}, 400, "Bad Request: file must be non-empty"),
        ("sendMessage", {"chat_id": "1001", "text": "x" * 4097}, 400, "Bad Request: message is too long"),
        ("sendMessage", {"chat_id": "5", "text": "x"}, 400, "Bad Request: chat not found"),
        ("answerCallbackQuery", {"callback_query_id": "9"}, 400, "Bad Request: query is too old"),
        ("sendDice", {"chat_id": "1001"}, 404, "Not Found"),
    ],
)
async def test_what_telegram_refuses_is_refused_in_its_words(
    browser: httpx.AsyncClient, chat: Chat, method: str, given: Json, status: int, description: str
) -> None:
    answer = await browser.post(f"{API}/{method}", data=given)
    assert (answer.status_code, answer.json()["ok"], answer.json()["error_code"]) == (status, False, status)
    assert answer.json()["description"].startswith(description)
    assert chat.messages == []


async def test_an_unknown_token_is_unauthorized(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/telegram/bot1:other/getMe")
    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_webhook_and_menu_calls_are_answered(chat: Chat, browser: httpx.AsyncClient) -> None:
    commands = {"commands": '[{"command": "viec", "description": "Việc đang có"}]'}
    assert (await browser.post(f"{API}/setMyCommands", data=commands)).json() == {"ok": True, "result": True}
    shown = (await browser.get(f"/sandbox/chats/{chat.id}/commands")).json()
    assert shown == [{"name": "viec", "description": "Việc đang có"}]
    await browser.post(f"{API}/setWebhook", json={"url": "http://127.0.0.1:9"})
    info = {"url": "http://127.0.0.1:9", "has_custom_certificate": False, "pending_update_count": 0}
    assert (await browser.get(f"{API}/getWebhookInfo")).json()["result"] == info
    assert (await browser.get(f"{API}/getUpdates")).status_code == 409


async def test_the_list_shows_pinned_chats_first_then_the_last_that_spoke(
    world: World, browser: httpx.AsyncClient
) -> None:
    for title, is_pinned in (("UBND xã Ia Dom", False), ("<b>UBND</b> xã Ia Nan", False), ("Phòng Nội vụ", True)):
        new = {"title": title, "person": "Người trực", "is_pinned": is_pinned}
        assert (await browser.post("/sandbox/chats", json=new)).status_code == 201
    nan = next(chat for chat in world.chats() if "Nan" in chat.title)
    world.send(nan, "🔔 Còn 2 ngày")
    listed = (await browser.get("/sandbox/chats")).json()
    assert [chat["title"] for chat in listed] == ["Phòng Nội vụ", "<b>UBND</b> xã Ia Nan", "UBND xã Ia Dom"]
    assert [(chat["unread"], chat["last"] and chat["last"]["text"]) for chat in listed] == [
        (0, None),
        (1, "🔔 Còn 2 ngày"),
        (0, None),
    ]
    await browser.post(f"/sandbox/chats/{nan.id}/read")
    assert [chat["unread"] for chat in (await browser.get("/sandbox/chats")).json()] == [0, 0, 0]


async def test_sent_lists_only_what_the_bot_sent_after_a_message(
    world: World, chat: Chat, browser: httpx.AsyncClient
) -> None:
    world.send(chat, "một", [[Button(label="Xong", command="xong 3")]])
    world.write(chat.id, "xong 3")
    world.send(chat, "hai")
    everything = (await browser.get("/sandbox/sent")).json()
    assert [(message["id"], message["text"]) for message in everything] == [(1, "một"), (3, "hai")]
    assert everything[0]["buttons"] == [[{"label": "Xong", "command": "xong 3"}]]
    assert [message["text"] for message in (await browser.get("/sandbox/sent?after=1")).json()] == ["hai"]


async def test_a_file_is_sent_from_the_page_and_downloaded_where_get_file_says(
    chat: Chat, browser: httpx.AsyncClient
) -> None:
    path = f"/sandbox/chats/{chat.id}/files?name=b%C3%A1o%20c%C3%A1o.pdf&text=xong%203"
    sent = (await browser.post(path, content=b"%PDF", headers={"Content-Type": "application/pdf"})).json()
    assert (sent["text"], sent["file"]) == ("xong 3", {"name": "báo cáo.pdf", "size": 4})
    [update] = (await browser.post(f"{API}/getUpdates")).json()["result"]
    document = update["message"]["document"]
    assert (document["file_name"], document["mime_type"], update["message"]["caption"]) == (
        "báo cáo.pdf",
        "application/pdf",
        "xong 3",
    )
    found = (await browser.post(f"{API}/getFile", json={"file_id": document["file_id"]})).json()["result"]
    address = f"/telegram/file/bot{TOKEN}/{found['file_path']}"
    assert (await browser.get(address)).content == b"%PDF"
    assert (await browser.get(address.replace(TOKEN, "1:x"))).status_code == 404


async def test_telegram_gives_a_bot_no_file_over_20_megabytes(
    world: World, chat: Chat, browser: httpx.AsyncClient
) -> None:
    for size, ok in ((20 * 1024 * 1024, True), (20 * 1024 * 1024 + 1, False)):
        message = world.write(chat.id, "", file=ChatFile(name="a", content=b"", said_size=size))
        answer = (await browser.post(f"{API}/getFile", json={"file_id": f"file-{message.id}"})).json()
        assert (answer["ok"], answer.get("description")) == (ok, None if ok else "Bad Request: file is too big")


async def test_a_blocked_chat_cannot_write_until_it_is_unblocked(
    world: World, chat: Chat, browser: httpx.AsyncClient
) -> None:
    await browser.put(f"/sandbox/chats/{chat.id}/block")
    assert (await browser.post(f"/sandbox/chats/{chat.id}/messages", json={"text": "a"})).status_code == 409
    await browser.delete(f"/sandbox/chats/{chat.id}/block")
    assert (await browser.post(f"/sandbox/chats/{chat.id}/messages", json={"text": "a"})).status_code == 201
    assert [event.message.text for event in world.bots[TOKEN].events] == ["a"]


async def test_what_does_not_exist_is_said(chat: Chat, browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/sandbox/chats/5/messages")).json() == {"detail": "The sandbox has no chat 5."}
    press = await browser.post(f"/sandbox/chats/{chat.id}/presses", json={"message_id": 1, "command": "xong 3"})
    assert (press.status_code, press.json()) == (404, {"detail": "Message 1 has no button 'xong 3'."})
    assert (await browser.post("/sandbox/chats", json={"title": "x", "channel": "zalo"})).status_code == 404
    assert (await browser.post("/sandbox/clock", json={"action": "day"})).status_code == 404


async def test_faults_are_set_listed_counted_and_cleared_over_the_api(
    chat: Chat, browser: httpx.AsyncClient, channel: TelegramChannel
) -> None:
    async def active() -> list[tuple[str, int]]:
        changes = (await browser.get("/sandbox/changes")).json()
        return [(fault["kind"], fault["remaining"]) for fault in changes["faults"]]

    await browser.post("/sandbox/faults", json={"kind": "drop_after", "chat_id": "999", "times": 3})
    hit = (await browser.post("/sandbox/faults", json={"kind": "migrated", "chat_id": chat.id, "times": 2})).json()
    await channel.send(chat.id, "một")
    assert await active() == [("drop_after", 3), ("migrated", 1)]
    await browser.delete(f"/sandbox/faults?fault_id={hit['id']}")
    assert await active() == [("drop_after", 3)]
    await browser.delete("/sandbox/faults")
    assert await active() == []
    assert (await browser.post("/sandbox/faults", json={"kind": "earthquake"})).status_code == 422


async def test_messages_of_a_group_move_with_it(world: World) -> None:
    group = world.add_chat("Tổ CCHC", kind=Kind.GROUP)
    world.write(group.id, "xong 3", author="Siu Hyin")
    world.migrate(group.id)
    assert [(message.chat_id, message.author) for message in group.messages] == [("-1003001", "Siu Hyin")]


async def test_changes_wait_for_the_next_change(world: World, chat: Chat, browser: httpx.AsyncClient) -> None:
    before = (await browser.get("/sandbox/changes")).json()
    assert before["clock"] is None
    waiting = asyncio.create_task(browser.get(f"/sandbox/changes?after={before['version']}", timeout=PATIENCE_SECONDS))
    await asyncio.sleep(0)
    world.send(chat, "một")
    after = (await waiting).json()
    assert (after["version"] > before["version"], after["chats"][0]["last"]["text"]) == (True, "một")


async def test_stopping_ends_calls_that_still_wait(world: World, server: Running, browser: httpx.AsyncClient) -> None:
    poll = asyncio.create_task(browser.get(f"{API}/getUpdates?timeout=50", timeout=PATIENCE_SECONDS))
    while not world.bots[TOKEN].polls:
        await world.changed(0.05)
    await asyncio.wait_for(server.stop(), PATIENCE_SECONDS)
    assert (await poll).json() == {"ok": True, "result": []}
    await server.stop()


async def test_a_taken_port_is_said(world: World, server: Running) -> None:
    with pytest.raises(OSError, match="in use"):
        await Running(world, port=int(server.url.rsplit(":", 1)[1])).start()


@dataclass
class StepClock:
    """A clock that jumps a day, or an hour to the next event."""

    at: datetime = NOW
    speed: float = 0

    def now(self) -> datetime:
        return self.at

    def status(self) -> ClockStatus:
        is_playing = self.speed > 0
        return ClockStatus(
            now=self.at, is_playing=is_playing, speed=self.speed, next_event_at=self.at + timedelta(hours=1)
        )

    async def step_to_next_event(self) -> None:
        self.at += timedelta(hours=1)

    async def step_day(self) -> None:
        self.at += timedelta(days=1)

    async def play(self, speed: float) -> None:
        self.speed = speed

    async def pause(self) -> None:
        self.speed = 0


async def test_the_clock_is_stepped_played_and_paused_over_the_api() -> None:
    clock = StepClock()
    async with (
        Running(World(clock.now), clock=clock) as server,
        httpx.AsyncClient(base_url=server.url, verify=tls(), trust_env=False, timeout=PATIENCE_SECONDS) as browser,
    ):

        async def do(**command: object) -> Json:
            answer: Json = (await browser.post("/sandbox/clock", json=command)).json()
            return answer

        assert (await do(action="next_event"))["now"] == "2021-09-27T01:00:00+00:00"
        assert (await do(action="day"))["now"] == "2021-09-28T01:00:00+00:00"
        assert await do(action="play", speed=600) == {
            "now": "2021-09-28T01:00:00+00:00",
            "is_playing": True,
            "speed": 600,
            "next_event_at": "2021-09-28T02:00:00+00:00",
        }
        assert (await do(action="pause"))["is_playing"] is False
        assert (await browser.get("/sandbox/changes")).json()["clock"]["now"] == "2021-09-28T01:00:00+00:00"


async def test_the_page_and_its_files_are_served_and_ask_nothing_of_the_internet(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="vi">' in page.text
    assert "Hộp thử Nhắc Hạn <span>Không có tin nhắn nào ra ngoài</span>" in page.text
    for name, kind in (("page.js", "text/javascript"), ("drill.js", "text/javascript"), ("page.css", "text/css")):
        file = await browser.get(f"/{name}")
        assert (file.status_code, file.headers["content-type"].split(";")[0]) == (200, kind)
        assert name in page.text
        assert "//" not in file.text.replace("// ", "")
    assert "default-src 'self'" in page.text
    assert (await browser.get("/docs")).status_code == 404


def test_the_page_never_writes_html_from_data() -> None:
    scripts = "".join(file.read_text(encoding="utf-8") for file in PAGE.glob("*.js"))
    assert "textContent" in scripts
    assert [
        word for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write") if word in scripts
    ] == []


async def test_a_request_that_breaks_off_in_its_middle_is_no_error_of_the_sandbox(
    server: Running, browser: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"POST {API}/sendMessage HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 9\r\n\r\nchat".encode())
    await writer.drain()
    await browser.post(f"{API}/getMe")
    writer.transport.abort()
    await browser.post(f"{API}/getMe")
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
