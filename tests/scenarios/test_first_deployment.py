"""From an empty folder to an answered chat, with the commands of the README and a bot's token; Monday 27/09/2021."""

import asyncio
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.office import TOKENS, Office, on_telegram
from tests.scenarios.processes import NHACHAN, eventually, process


async def nhachan(folder: Path, *arguments: str, time: str = "2021-09-27 07:30") -> Any:
    """Return what a command prints: the JSON document if it was asked for, else the text. It must succeed."""
    async with process(folder / "out", NHACHAN, *arguments, time=time) as command:
        assert await command.ends() == 0, command.log
    return json.loads(command.log) if "--json" in arguments else command.log


async def prepare(folder: Path) -> str:
    """Run in a folder what comes before `serve`; return the code for linking a chat."""
    imported = await nhachan(folder, "plan", "import", "ke-hoach-135", "--json")
    assert (imported["plan"], len(imported["added"]), imported["unchanged"]) == ("135/KH-UBND", 140, [])
    again = await nhachan(folder, "plan", "import", "ke-hoach-135", "--json")
    assert (again["added"], again["changed"], len(again["unchanged"])) == ([], [], 140)
    added = await nhachan(folder, "officer", "add", "Phòng Tài chính – Kế hoạch", "Nguyễn Văn An")
    assert "Đã thêm cán bộ số 1: Nguyễn Văn An, Phòng Tài chính – Kế hoạch." in added
    return str((await nhachan(folder, "officer", "link-code", "1", "--json"))["code"])


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder where everything is ready for `serve`, and the code."""
    folder = tmp_path_factory.mktemp("prepared")
    return folder, asyncio.run(prepare(folder))


async def test_the_first_deployment(office: Office, tmp_path: Path, prepared: tuple[Path, str]) -> None:
    await office.stops()  # the database here is the one that the commands made, under data/
    folder, code = prepared
    shutil.copytree(folder / "data", tmp_path / "data", dirs_exist_ok=True)
    person = office.stranger("Nguyễn Văn An")
    (channel,) = office.channels
    settings = {f"{channel}_token": TOKENS[channel], f"{channel}_base_url": f"{office.server.url}/{channel}"}
    async with process(tmp_path / "log", NHACHAN, "serve", cycle_seconds="0.1", **settings) as serve:
        await serve.logs("channel_open")
        office.world.write(person.chat.id, code)
        await eventually(lambda: len(office.world.sent()) >= 1, "the welcome")
        assert await serve.is_stopped() == 0
    welcome = office.expects(person, "Đã liên kết chat này với Phòng Tài chính – Kế hoạch (Nguyễn Văn An).")
    assert re.search(r"^1\) .+ 14 giờ – Báo cáo UBND tỉnh tiến độ đầu tư", welcome.text, re.MULTILINE), welcome.text
    assert TOKENS[channel] not in serve.log
    assert code not in serve.log


@on_telegram
async def test_every_deadline_of_any_range_from_the_rules(office: Office, tmp_path: Path) -> None:
    span = ("deadlines", "--from", "2021-09-27", "--to", "2022-12-31", "--json")
    await nhachan(tmp_path, "plan", "import", "ke-hoach-135", time="2021-11-01 08:00")
    rows = await nhachan(tmp_path, *span, time="2021-11-01 08:00")

    required = {"obligation", "agency", "period", "phrase", "nominal", "act_by", "overdue_from", "state"}
    assert all(required <= row.keys() for row in rows)
    submission = [row for row in rows if row["obligation"] == "III.1"]
    assert len(submission) == 22
    assert {row["agency"] for row in submission}.isdisjoint({"Phòng Nội vụ"})
    (pnon,) = (row for row in submission if row["agency"] == "UBND xã Ia Pnôn")
    assert {name: pnon[name] for name in required} == {
        "obligation": "III.1",
        "agency": "UBND xã Ia Pnôn",
        "period": "once",
        "phrase": "trước ngày 06/10/2021",
        "nominal": "2021-10-06T00:00:00+07:00",
        "act_by": "2021-10-05T17:00:00+07:00",
        "overdue_from": "2021-10-06T00:00:00+07:00",
        "state": "planned",  # it fell due before the import and is not chased
    }
    tet = next(row for row in rows if row["obligation"] == "II.1.8.b6")
    assert (tet["nominal"], tet["act_by"]) == ("2022-01-31T23:59:59+07:00", "2022-01-28T17:00:00+07:00")
    weekly = [row["nominal"] for row in rows if row["obligation"] == "II.1.8.b1"]
    assert len(weekly) == 66  # Thursdays 30/09/2021 … 29/12/2022
    assert (weekly[0], weekly[-1]) == ("2021-09-30T15:00:00+07:00", "2022-12-29T15:00:00+07:00")
    office.nothing_else()
