"""Many chats refuse at once: the channel is doubted and not the chats; nothing is lost, nobody is closed wrongly."""

from collections.abc import Sequence

from sqlmodel import select

from db.engine import reading
from db.statuses import BindingStatus, Role
from db.tables import ChatBinding
from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import for_many, on_date

REMINDED = "Còn 7 ngày làm việc: Gửi kế hoạch khắc phục"


def many(office: Office, count: int = 8) -> list[Person]:
    """Return an officer of each of so many communes, who are reminded on 24/09/2021 at 07:00."""
    register, communes = for_many(count, on_date("06/10/2021"))
    office.import_plan(register)
    return [office.linked_before(office.add_officer(key)) for key in communes]


def refuse(people: Sequence[Person]) -> None:
    for person in people:
        person.blocks_the_bot()


def take_again(people: Sequence[Person]) -> None:
    for person in people:
        person.unblocks_the_bot()


def gone(office: Office) -> int:
    with reading(office.engine) as session:
        found = session.exec(select(ChatBinding).where(ChatBinding.status == BindingStatus.GONE)).all()
        return len(found)


async def test_what_seems_to_come_from_every_chat_closes_none_and_everybody_is_reminded_after_it(
    office: Office,
) -> None:
    people = many(office)
    refuse(people)
    await office.until("2021-09-24 09:00")
    assert gone(office) == 0
    office.nothing_else()

    take_again(people)
    await office.until("2021-09-24 09:10")
    for person in people:
        office.expects(person, REMINDED)
    assert gone(office) == 0
    office.nothing_else()


async def test_a_service_that_is_started_again_goes_on_doubting(office: Office) -> None:
    people = many(office)
    refuse(people)
    await office.until("2021-09-24 07:05")
    await office.restarts()
    await office.until("2021-09-24 07:30")
    assert gone(office) == 0
    take_again(people)
    await office.until("2021-09-24 07:40")
    for person in people:
        office.expects(person, REMINDED)
    office.nothing_else()


async def test_the_admin_is_told_on_the_other_channel_when_it_begins_and_when_it_is_over(two_channels: Office) -> None:
    office = two_channels
    people = many(office)
    admin = await office.link(office.add_officer("ubnd-huyen", Role.ADMIN), channel="zalo")
    refuse(people)
    await office.until("2021-09-24 07:10")
    begun = office.expects(admin, "Telegram từ chối nhiều chat cùng lúc", "chưa ngắt chat nào", sent="2021-09-24 07:00")
    assert "Kiểm tra mạng" in begun.text
    office.nothing_else()

    take_again(people)
    await office.until("2021-09-24 07:20")
    for person in people:
        office.expects(person, REMINDED)
    office.expects(admin, "Đã hết", "Telegram từ chối nhiều chat cùng lúc")
    office.nothing_else()


async def test_whoever_still_refuses_when_the_channel_works_is_gone_and_the_coordinator_is_told(office: Office) -> None:
    people = many(office, 12)
    coordinator = await office.coordinator()
    blocked, others = people[:7], people[7:]
    refuse(blocked)
    await office.until("2021-09-24 07:30")
    for person in others:
        office.expects(person, REMINDED)
    assert gone(office) == len(blocked)
    told = [message for message in coordinator.chat.messages if message.author is None][1:]
    assert sum("không nhận tin nữa" in line for message in told for line in message.text.splitlines()) == len(blocked)
    office.seen(*told)
    office.nothing_else()


async def test_who_has_another_channel_is_reminded_there_and_not_twice(two_channels: Office) -> None:
    office = two_channels
    people = many(office)
    officer = office.add_officer("xa-000", name="Rơ Mah H'Bơ")
    preferred, other = await office.link(officer, channel="telegram"), await office.link(officer, channel="zalo")
    refuse([*people, preferred])
    await office.until("2021-09-24 07:20")
    office.expects(other, REMINDED, sent="2021-09-24 07:15")
    office.nothing_else()

    take_again([*people, preferred])
    await office.until("2021-09-24 07:30")
    for person in people:
        office.expects(person, REMINDED)
    office.nothing_else()
