"""The story that `make test-dates` tells on every kind of day, for the program has the clock of the machine."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from reminders.clock import SystemClock
from schedules.zone import local_date
from tests.moved_clock import believing
from tests.scenarios.office import Office, at, on_telegram
from tests.scenarios.processes import eventually, served, settled
from tests.scenarios.small_plans import DOM, duty, on_date, plan


@pytest.mark.machine_clock
@on_telegram
async def test_on_whatever_day_it_is_started_it_answers_and_takes_what_is_done(office: Office, tmp_path: Path) -> None:
    office.clock.move_to(SystemClock().now())
    await office.service.cycle.run()  # it was alive just now: years later its clock would be asked about
    due = local_date(office.now) + timedelta(days=25)
    office.import_plan(plan(duty("1", "Gửi kế hoạch khắc phục", on_date(f"{due:%d/%m/%Y}"))))
    officer = office.linked_before(office.add_officer(DOM))
    await office.stops()
    async with served(office, None, tmp_path) as serve:
        office.world.write(officer.chat.id, "/viec")
        await eventually(lambda: len(office.world.sent()) == 1, "the list")
        office.world.write(officer.chat.id, "xong 1")
        await eventually(lambda: len(office.world.sent()) == 2, "the answer")
        await settled(office)
        assert await serve.is_stopped() == 0
    office.expects(officer, "1 việc đang mở", f"Trước {due:%d/%m}")
    office.expects(officer, "Đã ghi nhận hoàn thành", "đúng hạn")
    office.nothing_else()


@pytest.mark.parametrize("time", ["2021-12-31 23:59", "2024-02-29 06:00"])
def test_a_process_believes_the_time_it_is_told(time: str) -> None:
    asked = "from datetime import *; print(datetime.now(timezone(timedelta(hours=7))))"
    told = subprocess.check_output([sys.executable, "-c", asked], env=believing(at(time)), text=True)
    assert told.startswith(time)
