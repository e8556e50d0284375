"""Shell: `nhachan understand`: what a reply in the chat would be taken for, one or thousands. Nothing is changed."""

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.context import instant_of, now, read_instant
from reminders.commands.output import Json, fail, print_json

if TYPE_CHECKING:
    from reminders.replies import ReplyAct
    from reminders.replies.context import Context, Question

INTENTS = {
    "done": "hoàn thành",
    "not_done": "chưa xong",
    "in_progress": "đang làm",
    "ack": "đã nhận",
    "nil_report": "không phát sinh",
    "extension_request": "xin gia hạn",
    "reject_assignment": "không phải việc của mình",
    "redirect": "việc của cơ quan khác",
    "question": "hỏi",
    "help": "cần hướng dẫn",
    "command": "lệnh",
    "unclear": "chưa rõ ý",
}
LARGEST_CODE = 9999


def understand(
    text: Annotated[str, typer.Argument(help='Câu trả lời; "-": mỗi dòng một JSON (text, open, now, context).')],
    open_: Annotated[str, typer.Option("--open", help="Mã các việc đang mở trong chat, ví dụ 3,5,12.")] = "",
    at: Annotated[str | None, typer.Option("--now", help="Thời điểm trả lời (mặc định: bây giờ).")] = None,
    as_json: Json = False,
) -> None:
    """Đọc một câu trả lời như trong chat: hiểu là gì, về việc nào. Khi chưa chắc, bot sẽ hỏi lại và không ghi gì."""
    from reminders.replies import read_reply, reply_json

    instant = read_instant(at) if at else now()
    try:
        codes = _codes(open_.split(",") if open_.strip() else [])
    except ValueError as error:
        fail(f"--open: {error}.")
    if text == "-":
        for line in sys.stdin.buffer:
            typer.echo(json.dumps(_line(line, codes, instant), ensure_ascii=False))
        return
    understood = read_reply(text, open_codes=codes, now=instant)
    if as_json:
        print_json(reply_json(understood))
        return
    typer.echo("Hiểu chắc chắn:" if understood.sure else "Chưa chắc, bot sẽ hỏi lại và không ghi gì:")
    for act in understood.acts:
        typer.echo(f"- {_sentence(act)}")


def _line(line: bytes, codes: list[int], instant: datetime) -> dict[str, Any]:
    """Return what one line of input is understood as; a bad one gives {"error": …} and stops nothing."""
    from reminders.replies import read_in_context, reply_json

    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": 'dòng không phải JSON; viết như {"text": "xong 3", "open": [3, 5]}'}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return {"error": 'cần một đối tượng có "text" là chữ'}
    if not isinstance(asked.get("open"), list | None):
        return {"error": "open: cần một danh sách mã, ví dụ [3, 5]"}
    if not isinstance(asked.get("now"), str | None):
        return {"error": "now: cần một thời điểm, ví dụ 2021-10-05T08:00"}
    try:
        codes = codes if asked.get("open") is None else _codes(asked["open"])
        instant = instant_of(asked["now"]) if asked.get("now") else instant
        context = _context(asked.get("context") or {}, instant)
    except ValueError as error:
        return {"error": str(error)}
    return reply_json(read_in_context(asked["text"], open_codes=codes, context=context, now=instant))


def _context(given: Any, now: datetime) -> "Context":
    """Return the context that a line states: the codes of the items of the message `replied` to, of the `last` one, of
    what is `early`, and the `question`: what was `said`, its `codes`, whether it asks of all (`all`), of which
    late `periods` by their keys. Raises ValueError in Vietnamese.
    """
    from reminders.replies.context import Context

    if not isinstance(given, dict):
        raise ValueError('context: cần một đối tượng, ví dụ {"last": [3, 5], "replied": [3]}')
    lists = {name: tuple(_codes(_list(given, name))) for name in ("replied", "last", "early")}
    question = None if given.get("question") is None else _question(given["question"], now)
    early = frozenset(lists["early"])
    return Context(replied=lists["replied"], last=lists["last"], early=early, question=question)


def _question(asked: Any, now: datetime) -> "Question":
    from reminders.replies.context import Question

    if not isinstance(asked, dict) or not isinstance(asked.get("said"), str):
        raise ValueError('context.question: cần "said" là chữ, ví dụ {"said": "xong", "codes": [3, 5]}')
    codes, periods = tuple(_codes(_list(asked, "codes"))), tuple(str(one) for one in _list(asked, "periods"))
    if periods and len(periods) != len(codes):
        raise ValueError('context.question: "periods" cần mỗi mã một kỳ, ví dụ ["2021-W40", "2021-W39"]')
    is_all = bool(asked.get("all"))
    return Question(said=asked["said"], asked_at=now, number=0, codes=codes, periods=periods, is_all=is_all)


def _list(given: dict[str, Any], name: str) -> list[Any]:
    found = given.get(name) or []
    if not isinstance(found, list):
        raise ValueError(f"{name}: cần một danh sách mã, ví dụ [3, 5]")
    return found


def _codes(given: list[Any]) -> list[int]:
    """Return codes given as numbers or digits. Raises ValueError in Vietnamese."""
    codes = []
    for one in given:
        said = one.strip() if isinstance(one, str) else one
        is_number = type(said) is int or (isinstance(said, str) and said.isascii() and said.isdigit())
        if not is_number or not 0 < int(said) <= LARGEST_CODE:
            raise ValueError(f"'{one}' không phải là mã việc (1–{LARGEST_CODE})")
        codes.append(int(said))
    return codes


def _sentence(act: "ReplyAct") -> str:
    about = f"việc {', '.join(str(code) for code in act.items)}" if act.items else ""
    particulars = [
        f"/{act.command} {act.argument or ''}".strip() if act.command else "",
        f"đến {act.until:%d/%m/%Y}" if act.until else "",
        f"{act.days} ngày" if act.days is not None else "",
        f"{act.percent}%" if act.percent is not None else "",
        f"văn bản {act.document}" if act.document else "",
        f"cơ quan {act.agency}" if act.agency else "",
        f"lý do: {act.reason}" if act.reason and not act.command else "",
    ]
    return ": ".join(
        part for part in (INTENTS[act.intent.value], "; ".join(filter(None, [about, *particulars]))) if part
    )
