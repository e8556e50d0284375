"""Commands are understood however their names are typed, and pages of lists are asked for."""

from datetime import datetime

import pytest

from reminders.replies import (
    Ask,
    Intent,
    Misread,
    Prove,
    Reply,
    Unclear,
    Unlink,
    more_command,
    read_reply,
    understand,
    understand_button,
)
from reminders.replies.commands import COMMANDS, Command
from schedules.letters import plain
from schedules.zone import LOCAL

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=LOCAL)
SPELLINGS = [words for command in COMMANDS for words in (command.words, *command.also)]


def ways_to_type(spelled: str) -> list[str]:
    """Return a name as people type it: with marks or without, in capitals, in one word or several, to a bot."""
    name = plain(spelled).replace(" ", "")
    bare = [name, name.upper(), name.capitalize(), spelled, spelled.upper(), spelled.title(), spelled.replace(" ", "_")]
    bare += [spelled.replace(" ", ""), spelled.title().replace(" ", "")]
    return [f"/{way}" for way in bare] + [f"/{way}@nhachan_bot" for way in bare] + [f"/ {name}"]


@pytest.mark.parametrize("spelled", SPELLINGS)
@pytest.mark.parametrize("argument", ["", "12 Ia Pnôn"])
def test_a_command_is_understood_however_it_is_typed(spelled: str, argument: str) -> None:
    name = plain(spelled).replace(" ", "")
    read = {}
    for way in ways_to_type(spelled):
        [act] = read_reply(f"{way} {argument}".strip(), open_codes=[12], now=NOW).acts
        read[way] = (act.intent, act.command, act.argument)
    wrong = {way: found for way, found in read.items() if found != (Intent.COMMAND, name, argument or None)}
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("/quahan trang 2", Ask("overdue", page=2)),
        ("/quahan Ia Pnôn trang 2", Ask("overdue", "ia pnon", page=2)),
        ("/quahan Ia Pnôn Trang 2", Ask("overdue", "ia pnon", page=2)),
        ("/quahan phường Nha Trang", Ask("overdue", "phuong nha trang")),
        ("/saphan 14", Ask("due_soon", "14")),
        ("/saphan 14 trang 2", Ask("due_soon", "14", page=2)),
        ("/saphan trang 2", Ask("due_soon", page=2)),
        ("/visao 12 trang 2", Ask("story", "12", page=2)),
        ("/xemtep 12", Ask("evidence", "12")),
        ("xem tệp 12", Ask("evidence", "12")),
        ("/xem tệp #12 trang 2", Ask("evidence", "12", page=2)),
        ("/nhac Nha Trang 2", Ask("urge", "Nha Trang 2")),
        ("/tệp 12 nhé", Prove((12,))),
        ("/minhchung 12 chưa đủ", Unclear()),
        ("xem tiếp", Ask("more")),
        ("trang 3", Ask("more", page=3)),
        ("/tiep trang 3", Ask("more", page=3)),
        ("/tiep tục làm", Unclear()),
        ("tiếp tục làm", Unclear()),
    ],
)
def test_a_page_of_a_list_is_asked_for_after_the_command_or_alone(text: str, ask: Reply) -> None:
    assert understand(text, open_codes=(3, 12), now=NOW) == ask


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("/viec ạ", Ask("items")),
        ("/viec giúp em", Ask("items")),
        ("/việc 3 xong rồi", Misread("viec", "3 xong rồi")),
        ("/choduyet trang 2", Ask("waiting", page=2)),
        ("/choduyet Ia Pnôn", Misread("choduyet", "Ia Pnôn")),
        ("/khonglienlac abc", Misread("khonglienlac", "abc")),
        ("/saphan 14 ngày tới", Ask("due_soon", "14")),
        ("/saphan 14 ạ", Ask("due_soon", "14")),
        ("/saphan ạ", Ask("due_soon")),
        ("/saphan tuần sau", Misread("saphan", "tuần sau")),
        ("/saphan 1000", Misread("saphan", "1000")),
        ("/bantin tắt", Ask("digests", "tat")),
        ("/bantin sáng", Misread("bantin", "sáng")),
        ("/help cấp mã", Ask("help", "cap ma")),
        ("/help ạ", Ask("help", "a")),
        ("/help abc", Misread("help", "abc")),
        ("/visao việc 12 nhé", Ask("story", "12")),
        ("/visao 12 14", Misread("visao", "12 14")),
        ("/visao abc", Misread("visao", "abc")),
        ("/visao", Unclear()),
        ("/xemtep 12 trang đầu", Misread("xemtep", "12 trang đầu")),
        ("/huylienket đi", Unlink()),
        ("/huylienket đồng ý", Unlink(is_confirmed=True)),
        ("/huylienket ngày mai", Unlink(said="ngày mai")),
        ("/tiendo", Ask("progress")),
        ("/tiendo Ia Pnôn quý IV trang 2", Ask("progress", "Ia Pnôn quý IV", page=2)),
        ("/tiendo từ 1/10 đến 15/12", Ask("progress", "từ 1/10 đến 15/12")),
    ],
)
def test_what_follows_a_command_is_read_or_said_not_to_be_understood(text: str, reply: Reply) -> None:
    assert understand(text, open_codes=(3, 12), now=NOW) == reply


@pytest.mark.parametrize("command", COMMANDS, ids=[command.name for command in COMMANDS])
def test_no_command_leaves_out_a_word_that_follows_it(command: Command) -> None:
    for said in ("zzz", "12 zzz"):
        reply = understand(f"/{command.name} {said}", open_codes=(3, 12), now=NOW)
        assert isinstance(reply, Misread | Unclear) or "zzz" in repr(reply)


@pytest.mark.parametrize(
    ("ask", "after"),
    [
        (Ask("overdue", "#123456"), (1633503600, 1633503600, 1234567)),
        (Ask("unreachable"), (20,)),
        (Ask("due_soon", "14"), (1633503600, 1633503600, 45)),
        (Ask("story", "#45"), (20,)),
        (Ask("progress", "#123456.738064.738155"), (20,)),
    ],
)
def test_the_button_of_a_list_carries_all_that_its_next_part_needs(ask: Ask, after: tuple[int, ...]) -> None:
    command = more_command(ask, after)
    assert len(command.encode()) <= 64
    assert understand_button(command) == Ask(ask.what, ask.about, after=after)


@pytest.mark.parametrize("command", ["tiep", "tiep overdue", "tiep urge 1 #4", "tiep overdue 1.2.3.4", "tiep more 1"])
def test_an_edited_button_of_a_list_is_unclear(command: str) -> None:
    assert understand_button(command) == Unclear()
