"""Shell: `nhachan ladder …`: when agencies are reminded before a deadline and chased after it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from reminders.commands.context import by, database, one_agency
from reminders.commands.output import Json, fail, print_json, print_table
from reminders.items.reading_ladders import EVERY_KIND, NEVER, read_fields

if TYPE_CHECKING:
    from sqlmodel import Session

    from reminders.items.ladder import Ladder
    from reminders.items.ladders import Ladders, Place
    from reminders.items.setting import Effect, Told

app = typer.Typer(help="Thang nhắc: nhắc trước hạn, đôn đốc khi quá hạn, báo cấp trên.", no_args_is_help=True)
KINDS = {
    "daily": "hàng ngày",
    "weekly": "hàng tuần",
    "monthly": "hàng tháng",
    "quarterly": "hàng quý",
    "halfyearly": "6 tháng",
    "yearly": "hàng năm",
    "year": "trong năm",
    "standing": "thường xuyên",
    "date": "một lần",
    "window": "khoảng ngày",
    "event": "kể từ một sự kiện",
}
COLUMNS = (
    "Cơ quan",
    "Loại",
    "",
    "Ngày làm việc trước hạn",
    "Ngày làm việc quá hạn",
    "Báo cấp trên",
    "Đôn đốc kỳ cũ đến",
    "Từ đâu",
)
MOST_LINES = 40
"""Lines of a comparison; what has been late for years has hundreds of đôn đốc, each with its number."""

Kind = Annotated[str, typer.Argument(help="Loại thời hạn: all (mọi loại) hoặc như `nhachan ladder show` in ra.")]
Agency = Annotated[
    str | None, typer.Option(help="Chỉ cơ quan này và các cơ quan trực thuộc: khóa hoặc tên. Mặc định: toàn hệ thống.")
]
Preview = Annotated[bool, typer.Option("--preview", help="Chỉ xem sẽ đổi những gì, không ghi gì.")]


@app.command()
def show(agency: Agency = None, as_json: Json = False) -> None:
    """Thang nhắc của từng loại thời hạn, và từ đâu mà có: có sẵn, toàn hệ thống hay của một cơ quan."""
    from reminders.agencies.loading import load_agencies
    from reminders.items.ladders import load_ladders

    with database(writes=False) as session:
        asked = one_agency(session, agency).id if agency is not None else None
        ladders = load_ladders(session, load_agencies(session))
    shown = [(asked, kind) for kind in KINDS]
    if asked is None:
        own = [one for one in dict.fromkeys(place[0] for place in ladders.own) if one is not None]
        shown += [(one, kind) for one in own for kind in KINDS if {(one, kind), (one, None)} & ladders.own.keys()]
    if as_json:
        print_json([_row_json(ladders, owed_by, kind) for owed_by, kind in shown])
        return
    print_table(COLUMNS, [_row(ladders, owed_by, kind) for owed_by, kind in shown], empty="")


@app.command("set")
def set_(
    kind: Kind,
    agency: Agency = None,
    before: Annotated[
        str | None, typer.Option(help='Nhắc trước hạn mấy ngày làm việc: 10,3,1; "" là chỉ nhắc sáng ngày cuối.')
    ] = None,
    after: Annotated[
        str | None, typer.Option(help="Đôn đốc sau khi quá hạn mấy ngày làm việc: 0,1,3 (0 là ngay khi quá hạn).")
    ] = None,
    every: Annotated[str | None, typer.Option(help="Sau đó cứ mấy ngày làm việc lại đôn đốc.")] = None,
    escalate_from: Annotated[
        str | None, typer.Option(help="Từ lần đôn đốc nào thì báo người đứng đầu và đầu mối; không là không bao giờ.")
    ] = None,
    chase_periods: Annotated[
        str | None,
        typer.Option(help="Đôn đốc một kỳ cũ cho đến khi mấy kỳ sau của nhiệm vụ đã qua; none là đến khi hoàn thành."),
    ] = None,
    preview: Preview = False,
) -> None:
    """Đặt thang nhắc; điều không nêu giữ như đang dùng. Việc đang mở theo thang mới từ lần nhắc kế tiếp."""
    from reminders.calendar import load_calendar
    from reminders.items.setting import set_ladder

    given = {"--before": before, "--after": after, "--every": every, "--escalate-from": escalate_from}
    given["--chase-periods"] = chase_periods
    fields, problems = read_fields({option: text for option, text in given.items() if text is not None})
    if not fields:
        problems = [f"Chưa nêu điều gì để đặt. Dùng: {', '.join(given)}."]
    if problems := [*_kind_problems(kind), *problems]:
        fail(problems)
    with database(writes=True) as session:
        place, where = _place(session, kind, agency)
        effect = set_ladder(session, place, fields, by(), calendar=load_calendar(session))
        _print(f"Đặt thang nhắc {where}", effect, is_preview=preview)
        if preview:
            session.rollback()


@app.command()
def reset(kind: Kind, agency: Agency = None, preview: Preview = False) -> None:
    """Bỏ thang nhắc đã đặt; thang của cấp trên, của toàn hệ thống hoặc thang có sẵn lại có hiệu lực."""
    from reminders.calendar import load_calendar
    from reminders.items.setting import NotSet, reset_ladder

    if problems := _kind_problems(kind):
        fail(problems)
    with database(writes=True) as session:
        place, where = _place(session, kind, agency)
        effect = reset_ladder(session, place, by(), calendar=load_calendar(session))
        if isinstance(effect, NotSet):
            fail(f"Chưa đặt thang nhắc {where}. Xem: nhachan ladder show")
        _print(f"Bỏ thang nhắc {where}", effect, is_preview=preview)
        if preview:
            session.rollback()


def _kind_problems(kind: str) -> list[str]:
    known = (EVERY_KIND, *KINDS)
    return [] if kind in known else [f"Loại thời hạn '{kind}' không có. Chọn: {', '.join(known)}."]


def _place(session: "Session", kind: str, agency: str | None) -> tuple["Place", str]:
    """Return the place of a ladder, and how it is called."""
    found = one_agency(session, agency) if agency is not None else None
    words = f"{kind} ({KINDS.get(kind, 'mọi loại')}) của {found.name if found else 'toàn hệ thống'}"
    return (found.id if found else None, None if kind == EVERY_KIND else kind), words


def _print(what: str, effect: "Effect", *, is_preview: bool) -> None:
    from reminders.items.setting import MONTH

    typer.echo(
        f"{what}{' (xem trước, chưa ghi gì)' if is_preview else ''}: {effect.items} việc đang mở theo thang mới."
    )
    old, new = effect.before, effect.after
    typer.echo(f"{MONTH.days} ngày qua, thang cũ → thang mới: {old.total()} → {new.total()} lần nhắc và đôn đốc.")
    changed = [told for told in sorted(old.keys() | new.keys(), key=_order) if old[told] != new[told]]
    for told in changed[:MOST_LINES]:
        typer.echo(f"  {_told_words(told)}: {old[told]} → {new[told]}")
    if changed[MOST_LINES:]:
        typer.echo(f"  … và {len(changed) - MOST_LINES} dòng khác; xem gọn hơn: thử từng loại, từng cơ quan.")


def _order(told: "Told") -> tuple[int, int, int, bool]:
    from db.statuses import NoticeKind

    kind, stage, is_escalated = told
    parts = (NoticeKind.BEFORE, NoticeKind.SAME_DAY, NoticeKind.OVERDUE)
    number = stage.number or 0
    is_before = stage.what is NoticeKind.BEFORE
    return list(KINDS).index(kind), parts.index(stage.what), -number if is_before else number, is_escalated


def _told_words(told: "Told") -> str:
    from reminders.messages import render

    kind, stage, is_escalated = told
    return f"{kind}: {render('words/stage', notice=stage)}{', báo cấp trên' if is_escalated else ''}"


def _row(ladders: "Ladders", agency_id: int | None, kind: str) -> tuple[str, ...]:
    ladder, known = ladders.of(kind, agency_id), ladders.agencies
    days = [", ".join(map(str, ladder.before_days))] if ladder.before_days else []
    above = [
        known[place[0]].name if place[0] else "toàn hệ thống" for place in ladders.places(kind, agency_id) if place
    ]
    is_built_in = None in ladders.places(kind, agency_id)
    return (
        known[agency_id].name if agency_id else "toàn hệ thống",
        kind,
        KINDS[kind],
        " và ".join([*days, "sáng ngày cuối"]),
        _overdue(ladder),
        f"từ lần {ladder.escalates_from}" if ladder.escalates_from else NEVER,
        _chased(ladder, ladders.of(kind, agency_id, is_meeting=True)),
        ", ".join([*dict.fromkeys(above), *(["có sẵn"] if is_built_in else [])]),
    )


def _overdue(ladder: "Ladder") -> str:
    later = ", ".join(str(days) for days in ladder.overdue_after if days)
    parts = ["ngay" if ladder.overdue_after[0] == 0 else "", f"sau {later}" if later else ""]
    return f"{', '.join(part for part in parts if part)} rồi mỗi {ladder.overdue_every}"


def _chased(ladder: "Ladder", of_meeting: "Ladder") -> str:
    """Return how long an old period is chased, with how long one of a meeting is where that is another."""
    words, of_meetings = (
        f"{one.chase_periods} kỳ sau" if one.chase_periods else "hoàn thành" for one in (ladder, of_meeting)
    )
    return words if words == of_meetings else f"{words} (họp: {of_meetings})"


def _row_json(ladders: "Ladders", agency_id: int | None, kind: str) -> dict[str, Any]:
    from reminders.items.ladder import ladder_to_dict

    keys = {key: one.key for key, one in ladders.agencies.by_id.items()}
    places = ladders.places(kind, agency_id)
    return {
        "agency": agency_id and keys[agency_id],
        "kind": kind,
        **ladder_to_dict(ladders.of(kind, agency_id)),
        "chase_periods_of_meetings": ladders.of(kind, agency_id, is_meeting=True).chase_periods,
        "from": [
            {"agency": place[0] and keys[place[0]], "kind": place[1] or EVERY_KIND} if place else None
            for place in places
        ],
    }
