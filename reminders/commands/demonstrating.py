"""Shell: `nhachan demo`: the real plan in a browser, or replayed to a date without one."""

import asyncio
from datetime import timedelta
from typing import Annotated, Any

import typer

from reminders.commands.context import read_day, settings
from reminders.commands.output import fail, print_json
from schedules.periods import period_label
from schedules.zone import local


def demo(
    headless: Annotated[bool, typer.Option("--headless", help="Chạy lại đến --until rồi in kết quả.")] = False,
    until: Annotated[str, typer.Option(help="Chạy đến hết ngày này (với --headless).")] = "2021-12-31",
    port: Annotated[int, typer.Option(help="Cổng của trang thử (0: cổng trống bất kỳ).")] = 8135,
    silent: Annotated[bool, typer.Option("--silent", help="Không ai tự trả lời; mọi câu trả lời do bạn gõ.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON (với --headless).")] = False,
) -> None:
    """Chạy thử với Kế hoạch 135 từ 07 giờ 27/09/2021: không cần mã bot, không cần máy chủ."""
    from reminders.messages import speak

    speak(minimal=settings().minimal_content)
    if not headless:
        asyncio.run(_in_browser(port, silent))
        return
    replayed = asyncio.run(_replay(until, silent))
    if as_json:
        print_json(replayed)
    else:
        print_replay(replayed)


async def _replay(until: str, silent: bool) -> dict[str, Any]:

    from reminders.demo.replay import report
    from reminders.demo.running import START, running_demo

    end = local(read_day(until) + timedelta(days=1))
    if end <= START:
        fail(f"--until {until} trước ngày bắt đầu 27/09/2021.")
    async with running_demo(answers_by_itself=not silent) as (running, _):
        await running.run_until(end - timedelta(seconds=1))
        return report(running)


async def _in_browser(port: int, silent: bool) -> None:
    from reminders.demo.running import running_demo

    try:
        async with running_demo(answers_by_itself=not silent, port=port, opened=_say_where) as (running, _):
            await running.run_until(running.now())
            await asyncio.Event().wait()
    except OSError as error:
        fail(f"Không mở được cổng {port} ({error.strerror}). Chọn cổng khác: nhachan demo --port 0")


def _say_where(url: str) -> None:
    typer.echo(f"Mở {url} trong trình duyệt. Dừng: Ctrl-C.")


def print_replay(replayed: dict[str, Any]) -> None:
    """Print the first line of each message of a replay and what was overdue at its end, to be read by a person."""
    for message in replayed["sent"]:
        typer.echo(f"{message['at'][:16].replace('T', ' ')} → {message['chat']}: {message['text'].splitlines()[0]}")
    typer.echo(f"\nĐã gửi {len(replayed['sent'])} tin, nhận {len(replayed['received'])} tin.")
    typer.echo(f"Quá hạn lúc {replayed['until'][:16].replace('T', ' ')}: {len(replayed['overdue'])} việc")
    for item in replayed["overdue"]:
        period = period_label(item["period"])
        title = f"{item['title']} ({period})" if period else item["title"]
        typer.echo(f"• {item['agency']} – {title} – đôn đốc lần {item['alerts']}")
