"""Shell: the command line `nhachan`; each command lives in reminders/commands/ and imports what it needs."""

import typer

from reminders.commands import calendars, demonstrating, items, people, plans, serving

app = typer.Typer(
    help="Nhắc Hạn: nhắc việc và đôn đốc thời hạn cho cơ quan nhà nước.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(demonstrating.demo)
app.command()(serving.serve)
app.add_typer(plans.app, name="plan")
app.command()(items.deadlines)
app.command()(items.overdue)
app.command()(items.why)
app.add_typer(people.agencies, name="agency")
app.add_typer(people.officers, name="officer")
app.add_typer(calendars.app, name="calendar")
app.command()(serving.doctor)


def main() -> None:
    """Run the command line; exit code 0 done, 1 a problem that was printed, 2 wrong usage."""
    app()
