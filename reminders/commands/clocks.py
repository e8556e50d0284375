"""Shell: `nhachan clock …`: what the service believes of the machine's clock, and confirming it."""

import typer

from reminders.commands.context import database, now
from schedules.zone import LOCAL

app = typer.Typer(help="Đồng hồ của máy: dịch vụ có tin không, và xác nhận giờ đúng.", no_args_is_help=True)


@app.command()
def show() -> None:
    """Giờ của máy, và dịch vụ có đang nghi giờ đó không."""
    from db.heartbeat import last_beat
    from db.statuses import TroubleKind
    from reminders.messages import render
    from reminders.watch.troubles import open_troubles

    at = now()
    with database(writes=False) as session:
        held = [one for one in open_troubles(session) if one.kind in (TroubleKind.CLOCK_HELD, TroubleKind.CLOCK_WRONG)]
        last = last_beat(session)
    typer.echo(f"Giờ của máy: {at.astimezone(LOCAL):%H:%M:%S %d/%m/%Y} ({LOCAL.key})")
    if last:
        typer.echo(f"Dịch vụ chạy gần nhất, theo giờ nó tin: {last.astimezone(LOCAL):%H:%M %d/%m/%Y}")
    for one in held:
        typer.echo(f"{render('words/trouble', trouble=one)}. {render('words/remedy', trouble=one)}.")
    if not held:
        typer.echo("Dịch vụ không nghi giờ của máy.")


@app.command()
def accept() -> None:
    """Xác nhận giờ của máy đang đúng: dịch vụ theo giờ này trong vòng một phút."""
    from db.heartbeat import accept_clock

    at = now()
    with database(writes=True) as session:
        accept_clock(session, now=at)
    typer.echo(f"Đã xác nhận giờ của máy: {at.astimezone(LOCAL):%H:%M:%S %d/%m/%Y}. Dịch vụ theo giờ này sau một phút.")
