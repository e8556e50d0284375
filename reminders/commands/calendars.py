"""Shell: `nhachan calendar …`: days off, make-up days, and which years have been announced."""

from datetime import date, timedelta
from typing import Annotated

import typer

from reminders.commands.context import by, database, now, read_day
from reminders.commands.output import Json, fail, print_json, print_table
from schedules.zone import local_date

app = typer.Typer(help="Lịch làm việc: ngày nghỉ, ngày làm bù, năm đã có thông báo.", no_args_is_help=True)
Basis = Annotated[str, typer.Option(help='Văn bản làm căn cứ, ví dụ "CV 1234/UBND-NC".')]


@app.command()
def show(
    year: Annotated[int | None, typer.Argument(help="Năm (mặc định: năm nay).", min=1900, max=2200)] = None,
    as_json: Json = False,
) -> None:
    """Ngày nghỉ trong tuần và ngày làm bù cuối tuần của một năm."""
    from reminders.calendar import load_calendar
    from schedules.wording import weekday_name

    year = year or local_date(now()).year
    with database(writes=False) as session:
        calendar = load_calendar(session)
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    special = [day for day in days if day.year == year and calendar.is_working(day) != (day.weekday() < 5)]
    is_confirmed = calendar.is_confirmed(date(year, 12, 31))
    if as_json:
        print_json(
            {
                "year": year,
                "confirmed": is_confirmed,
                "days": [
                    {"day": day.isoformat(), "working": calendar.is_working(day), "name": calendar.day_name(day)}
                    for day in special
                ],
            }
        )
        return
    if not is_confirmed:
        typer.echo(f"Lịch năm {year} chưa được xác nhận: các ngày dưới đây là dự kiến.")
        typer.echo(f"Khi đã có thông báo: nhachan calendar confirm {year}")
    kinds = {True: "làm bù", False: "nghỉ"}
    rows = [
        (f"{on:%d/%m/%Y}", weekday_name(on), kinds[calendar.is_working(on)], calendar.day_name(on)) for on in special
    ]
    print_table(("Ngày", "Thứ", "", "Tên / căn cứ"), rows, empty="Không có ngày đặc biệt nào.")


@app.command("off")
def off(day: Annotated[str, typer.Argument(help="Ngày nghỉ: 02/05/2022 hoặc 2022-05-02.")], basis: Basis = "") -> None:
    """Ghi một ngày nghỉ (nghỉ hoán đổi, nghỉ của địa phương); hạn của việc đang mở được tính lại."""
    _set(day, is_working=False, basis=basis)


@app.command("working")
def working(
    day: Annotated[str, typer.Argument(help="Ngày làm việc: 07/05/2022 hoặc 2022-05-07.")], basis: Basis = ""
) -> None:
    """Ghi một ngày làm việc (làm bù thứ Bảy); hạn của việc đang mở được tính lại."""
    _set(day, is_working=True, basis=basis)


@app.command()
def remove(day: Annotated[str, typer.Argument(help="Ngày đã ghi.")]) -> None:
    """Bỏ một ngày đã ghi; lịch chung lại có hiệu lực."""
    from reminders.calendar import NotEntered
    from reminders.items.realigning import remove_day

    on = read_day(day)
    with database(writes=True) as session:
        moved = remove_day(session, on, by())
        if isinstance(moved, NotEntered):
            fail(f"Chưa ghi gì cho ngày {on:%d/%m/%Y}. Xem: nhachan calendar show {on.year}")
    typer.echo(f"Đã bỏ {on:%d/%m/%Y}; {moved} việc đang mở đổi hạn.")


@app.command()
def confirm(year: Annotated[int, typer.Argument(help="Năm.", min=1900, max=2200)], basis: Basis = "") -> None:
    """Xác nhận lịch nghỉ đến hết một năm đã được thông báo và ghi đủ."""
    from reminders.calendar import confirm_year

    with database(writes=True) as session:
        confirm_year(session, year, by(), basis=basis)
    typer.echo(f"Đã xác nhận lịch năm {year}.")


def _set(day: str, *, is_working: bool, basis: str) -> None:
    from reminders.items.realigning import set_day

    on = read_day(day)
    with database(writes=True) as session:
        moved = set_day(session, on, by(), is_working=is_working, basis=basis)
    typer.echo(f"{on:%d/%m/%Y}: {'làm việc' if is_working else 'nghỉ'}; {moved} việc đang mở đổi hạn.")
