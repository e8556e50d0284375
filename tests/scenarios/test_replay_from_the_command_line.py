"""`nhachan demo --headless`: the settings that it takes, and what it says to a wrong date."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from reminders.cli import app
from tests.scenarios.processes import NHACHAN, process


@pytest.mark.parametrize(
    ("until", "said"),
    [("2021-09-26", "2021-09-26 trước ngày bắt đầu 27/09/2021"), ("31/02/2022", "31/02/2022 không có trong lịch")],
)
def test_a_date_before_the_plan_or_none_at_all_is_said(
    until: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where no settings lie
    result = CliRunner().invoke(app, ["demo", "--headless", "--until", until])
    assert result.exit_code == 1
    assert said in result.stderr


async def test_the_demo_speaks_the_catalogue_of_the_settings_and_its_people_answer(tmp_path: Path) -> None:
    command = (NHACHAN, "demo", "--headless", "--until", "28/09/2021")
    async with process(tmp_path / "log", *command, minimal_content="true") as demo:
        code, told = await demo.ends(), demo.log
    assert code == 0
    assert "2021-09-27 07:00 → UBND xã Ia Pnôn: 🔔 Việc của cơ quan: nhắc 2 việc sắp đến hạn" in told
    assert "→ UBND xã Ia Krêl: Đã ghi" in told
