"""Shell: `nhachan plan …`: import a register, show it, record what arms a duty."""

from dataclasses import asdict
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.accepting import acceptance_words
from reminders.commands.context import (
    by,
    database,
    database_if_there,
    note_if_empty,
    now,
    one_plan,
    read_day,
    read_instant,
)
from reminders.commands.output import Json, fail, perhaps, print_json, print_table
from reminders.commands.remaining import print_remaining
from schedules.notation import rule_from_dict
from schedules.zone import LOCAL, local_date

app = typer.Typer(help="Kế hoạch: đọc, nhập, xem, ghi sự kiện, kết thúc.", no_args_is_help=True)
if TYPE_CHECKING:
    from db.queries.register import Details
    from reminders.agencies.agencies import Agencies
    from reminders.plans.register.importing import ImportReport
    from reminders.plans.register.remaining import Remaining
    from reminders.plans.review.confirming import Confirmed

REGISTERS = Path(__file__).parent.parent / "plans" / "registers"
DOCUMENTS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(help="Tệp rà soát .xlsx, tệp .toml, hoặc kế hoạch có sẵn: ke-hoach-135.")],
    since: Annotated[
        str | None, typer.Option(help="Theo dõi cả việc đến hạn từ ngày này (mặc định: từ lúc nhập).")
    ] = None,
    as_json: Json = False,
) -> None:
    """Nhập kế hoạch. Nhập lại không tạo trùng; việc đến hạn trước khi nhập chỉ được theo dõi khi có --since."""
    from reminders.plans.documents.readers.refusals import PlanUnreadable
    from reminders.plans.register.importing import import_register
    from reminders.plans.register.register import RegisterError

    start = read_instant(since) if since else None
    content = _content(file)
    try:
        with database_if_there() as known:
            found = _confirmed(known, file, content)
        with database(writes=True, makes=True) as session:
            report = import_register(session, found.register, now=now(), since=start, actor="cli")
            left = _remaining(session, found.register.plan.key)
    except PlanUnreadable as error:
        fail(f"{file}: {error}")
    except RegisterError as error:
        fail([f"{file}: {len(error.problems)} lỗi, chưa ghi gì.", *error.problems])
    if as_json:
        print_json(vars(report) | asdict(left) | {"left_out": found.left_out, "unread": found.unread})
    else:
        _print_report(report)
        print_remaining(left)
        if found.left_out:
            typer.echo(f"Không nhập theo quyết định trong tệp: {'; '.join(found.left_out)}")
        if found.unread:
            typer.echo(f"Còn {len(found.unread)} chỗ chưa đọc được, chưa nhập: {'; '.join(found.unread)}")


@app.command()
def show(
    plan: Annotated[str | None, typer.Argument(help="Tên kế hoạch, ví dụ ke-hoach-135 (mặc định: tất cả).")] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Chỉ các nhiệm vụ cần ấn định hạn.")] = False,
    as_json: Json = False,
) -> None:
    """Xem các nhiệm vụ của kế hoạch: cơ quan chủ trì, thời hạn, câu hỏi còn mở."""
    from db.queries import register
    from reminders.agencies.loading import load_agencies

    with database(writes=False) as session:
        note_if_empty(session)
        duties, known = register.obligations(session, _plan_id(session, plan)), load_agencies(session)
        details = register.details(session, duties)
        rows = [_duty(session, duty, details[duty.id], known) for duty in duties]
    rows = [row for row in rows if not undated or row["status"] != "dated"]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Mục", "Nhiệm vụ", "Chủ trì", "Thời hạn ghi trong văn bản", "Hiểu là", "Câu hỏi"),
        [
            (row["clause"], row["title"], "; ".join(row["lead"]), row["phrase"], _read(row), len(row["questions"]))
            for row in rows
        ],
        empty="Không có nhiệm vụ nào.",
    )
    for number, days in {row["plan"]: row["accepts_after_days"] for row in rows if row["accepts_after_days"]}.items():
        typer.echo(f"Kế hoạch {number}: {acceptance_words(days)}.")


@app.command()
def event(
    clause: Annotated[str, typer.Argument(help="Mục của nhiệm vụ tính hạn từ sự kiện, ví dụ PL.III.4.a.")],
    on: Annotated[str, typer.Option(help="Ngày xảy ra sự kiện: 01/10/2021 hoặc 2021-10-01.")],
    plan: Annotated[str | None, typer.Option(help="Tên kế hoạch, khi nhiều kế hoạch có cùng mục.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Bỏ ngày đã ghi nhầm.")] = False,
) -> None:
    """Ghi ngày xảy ra sự kiện, để nhiệm vụ "kể từ ngày …" có hạn. Sự kiện lặp lại thì ghi từng ngày."""
    from reminders.plans.register.events import NotRecorded, record_event, remove_event
    from schedules.wording import sentence

    day = read_day(on)
    with database(writes=True) as session:
        duty = _one_duty(session, clause, plan)
        done = remove_event(session, duty, day, by()) if remove else record_event(session, None, duty, day, by())
        if isinstance(done, NotRecorded):
            fail(_not_recorded(done.why, duty, f"{day:%d/%m/%Y}"))
    said = f"hạn {sentence(done)}" if done else f"đã bỏ sự kiện ngày {day:%d/%m/%Y}"
    typer.echo(f"{clause} – {duty.title}: {said}.")


def _not_recorded(why: str, duty: Any, day: str) -> str:
    return {
        "not_theirs": f"Mục {duty.clause} không còn hiệu lực.",
        "not_counted": f"Mục {duty.clause} không tính hạn từ sự kiện ('{duty.phrase}').",
        "by_hour": f"Mục {duty.clause} tính theo giờ nên cần giờ của sự kiện, chưa ghi được ở đây.",
        "no_number": f"Mục {duty.clause} ('{duty.phrase}') không nêu số ngày; cần ấn định ngày cụ thể.",
        "future": f"Ngày {day} chưa tới. Ghi khi sự kiện đã xảy ra.",
        "known": f"Sự kiện ngày {day} của mục {duty.clause} đã ghi trước đó.",
        "unknown": f"Mục {duty.clause} chưa ghi sự kiện nào ngày {day}.",
    }[why]


def _confirmed(session: Any, file: str, content: bytes) -> "Confirmed":
    """Return the register of a review workbook or a .toml file; a document must be checked first."""
    from reminders.plans.register.reading import read_register
    from reminders.plans.review.checking import ZIP, confirmed_review
    from reminders.plans.review.confirming import Confirmed
    from reminders.plans.review.workbook import read_workbook

    if content.startswith(ZIP) and (sheets := read_workbook(content)):
        return confirmed_review(session, sheets)
    if content.startswith(DOCUMENTS) or file.lower().endswith((".md", ".txt")):
        fail(
            f"{file} là văn bản kế hoạch; văn bản được rà soát trước khi nhập. "
            f"Kiểm tra: nhachan plan check {file} --review review.xlsx, sửa review.xlsx rồi nhập tệp đó."
        )
    return Confirmed(read_register(content))


def _content(file: str) -> bytes:
    from reminders.plans.register.syntax import LARGEST_BYTES

    bundled = {path.stem: path for path in REGISTERS.glob("*.toml")}
    path = bundled.get(file, Path(file))
    try:
        with path.open("rb") as opened:
            content, size = opened.read(LARGEST_BYTES + 1), path.stat().st_size
    except IsADirectoryError:
        fail(f"{file} là thư mục. Chọn một tệp .toml trong thư mục đó.")
    except OSError as error:
        reason = "không có tệp này" if isinstance(error, FileNotFoundError) else error.strerror
        meant = perhaps(get_close_matches(Path(file).stem, bundled))
        fail(f"Không đọc được {file}: {reason}. {meant}Kế hoạch có sẵn: {', '.join(bundled)}")
    if len(content) > LARGEST_BYTES:
        limit = f"{LARGEST_BYTES / 1e6:.0f} MB"
        fail(f"{file} lớn {size / 1e6:.1f} MB, quá {limit}: không phải tệp đăng ký kế hoạch. Chọn đúng tệp .toml.")
    return content


def _remaining(session: Any, key: str) -> "Remaining":
    from db.queries.register import plan_by_key
    from reminders.plans.register.remaining import remaining

    plan = plan_by_key(session, key)
    assert plan is not None
    return remaining(session, plan, on=local_date(now()))


def _print_report(report: "ImportReport") -> None:
    typer.echo(
        f"Kế hoạch {report.plan}: thêm {len(report.added)}, đổi {len(report.changed)}, "
        f"giữ nguyên {len(report.unchanged)}, kết thúc {len(report.ended)} nhiệm vụ; "
        f"{len(report.agencies)} cơ quan mới, {report.items} việc được tạo hoặc đổi hạn."
    )
    for word, clauses in (("Đổi", report.changed), ("Kết thúc", report.ended)):
        if clauses:
            typer.echo(f"{word}: {'; '.join(clauses)}")
    if report.overruled:
        typer.echo(f"Văn bản nay có hạn, thay hạn đầu mối đã ấn định: {'; '.join(report.overruled)}")
    if report.undated:
        typer.echo(f"Cần ấn định hạn: {len(report.undated)} nhiệm vụ. Xem: nhachan plan show --undated")
    if report.questions:
        typer.echo(f"Câu hỏi cho đơn vị đầu mối: {report.questions}. Xem: nhachan plan show --json")


def _duty(session: Any, duty: Any, details: "Details", known: "Agencies") -> dict[str, Any]:
    from db.statuses import Part
    from db.tables import Plan
    from schedules.wording import sentence

    def names(part: Part) -> list[str]:
        return [known.party(party).name for party in details.parties if party.part is part]

    kind, plan = duty.rule["kind"], session.get_one(Plan, duty.plan_id)
    return {
        "plan": plan.number,
        "accepts_after_days": plan.accepts_after_days,
        "clause": duty.clause,
        "title": duty.title,
        "lead": names(Part.LEAD),
        "cooperating": names(Part.COOPERATING),
        "implementing": names(Part.IMPLEMENTING),
        "phrase": duty.phrase,
        "rule": sentence(rule_from_dict(duty.rule)),
        "assigned": _assigned(session, duty),
        "kind": kind,
        "status": {"undated": "needs_date", "event": "needs_event"}.get(kind, "dated"),
        "sources": [{"clause": one.clause, "line": one.line, "phrase": one.phrase} for one in details.sources],
        "questions": [question.text for question in details.questions],
    }


def _read(row: dict[str, Any]) -> str:
    assigned = row["assigned"]
    at = f"{datetime.fromisoformat(assigned['at']):%H:%M %d/%m/%Y}" if assigned else ""
    return f"{row['rule']} ({assigned['by']} ấn định {at})" if assigned else row["rule"]


def _assigned(session: Any, duty: Any) -> dict[str, str] | None:
    """Return who gave the duty its deadline in the chat, and when; None where the plan itself gives it."""
    from db.tables import Officer

    if duty.stated_rule is None:
        return None
    officer = session.get(Officer, duty.assigned_by_id)
    return {"by": officer.name if officer else "", "at": duty.assigned_at.astimezone(LOCAL).isoformat()}


def _plan_id(session: Any, key: str | None) -> int | None:
    """Return the id of a plan, None for no key."""
    return None if key is None else one_plan(session, key).id


def _one_duty(session: Any, clause: str, plan: str | None) -> Any:
    from sqlmodel import select

    from db.queries import register
    from db.tables import Plan
    from reminders.plans.register.reserved import is_given

    duties = register.obligations(session, _plan_id(session, plan))
    if plan is None:  # what was given in the chat has numbers for clauses, as plans may have
        given = {row.id for row in session.exec(select(Plan)).all() if is_given(row.key)}
        duties = [duty for duty in duties if duty.plan_id not in given]
    found = [duty for duty in duties if duty.clause == clause]
    if not found:
        clauses = [duty.clause for duty in duties]
        below = [known for known in clauses if known.startswith(f"{clause}.")]
        meant = perhaps(below[:5] or get_close_matches(clause, clauses))
        fail(f"Không có nhiệm vụ ở mục '{clause}'. {meant}Xem: nhachan plan show")
    if len(found) > 1:
        fail(f"{len(found)} kế hoạch có mục '{clause}'. Chọn kế hoạch bằng --plan.")
    return found[0]
