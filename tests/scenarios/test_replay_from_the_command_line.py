"""`nhachan demo --headless`: the same output byte for byte, also for people, and what it says to a wrong date."""

import asyncio
import json
import re
from pathlib import Path

from processes import NHACHAN, process


async def run(output: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Return exit code and output of the replay."""
    command = (NHACHAN, "demo", "--headless", *arguments)
    async with process(output, *command, environment=environment) as demo:
        return await demo.ends(), demo.log


async def test_two_replays_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    until = ("--until", "2021-10-12", "--json")
    (code, one), (_, two), (_, told) = await asyncio.gather(
        run(tmp_path / "one", *until, PYTHONHASHSEED="1"),
        run(tmp_path / "two", *until, PYTHONHASHSEED="2"),
        run(tmp_path / "three", "--until", "01/10/2021"),
    )
    assert code == 0
    assert one == two
    replayed = json.loads(one)
    assert (replayed["plan"], replayed["from"]) == ("135/KH-UBND", "2021-09-27T07:00:00+07:00")
    assert replayed["until"] == "2021-10-12T23:59:59+07:00"
    assert {item["agency"] for item in replayed["overdue"]} == {"UBND xã Ia Pnôn"}
    assert [item["obligation"] for item in replayed["overdue"]] == ["III.1.b", "II.1.8.b10", "III.1", "II.1.8.b10"]
    first = next(message for message in replayed["sent"] if message["about"])
    assert first.keys() == {"at", "chat", "about", "text"}

    lines = told.splitlines()
    sent = [line for line in lines if " → " in line]
    assert "2021-09-27 07:00 → UBND xã Ia Pnôn: 🔔 UBND xã Ia Pnôn: 2 việc sắp đến hạn" in sent
    assert re.search(rf"^Đã gửi {len(sent)} tin, nhận \d+ tin\.$", told, re.MULTILINE)
    assert "Quá hạn lúc 2021-10-01 23:59: 3 việc" in lines
    assert lines[-1].startswith("• UBND xã Ia Nan – Báo cáo hàng quý kết quả thực hiện kế hoạch")
    assert lines[-1].endswith("(quý III/2021) – đôn đốc lần 1")


async def test_a_date_before_the_plan_or_none_at_all_is_said(tmp_path: Path) -> None:
    (early, told), (nonsense, asked) = await asyncio.gather(
        run(tmp_path / "one", "--until", "2021-09-26"), run(tmp_path / "two", "--until", "31/02/2022")
    )
    assert early != 0
    assert "2021-09-26 trước ngày bắt đầu 27/09/2021" in told
    assert nonsense != 0
    assert "31/02/2022 không có trong lịch" in asked


async def test_the_demo_speaks_the_catalogue_of_the_settings_and_its_people_answer(tmp_path: Path) -> None:
    code, told = await run(tmp_path / "log", "--until", "28/09/2021", NHACHAN_MINIMAL_CONTENT="true")
    assert code == 0
    assert "2021-09-27 07:00 → UBND xã Ia Pnôn: 🔔 Nhắc việc: 2 việc sắp đến hạn" in told
    assert "→ UBND xã Ia Krêl: Đã ghi" in told
