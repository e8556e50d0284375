"""One message that nobody can read keeps no other from being received, and the admin is told of it."""

from db.statuses import Role
from tests.scenarios.office import Office, on_telegram
from tests.scenarios.small_plans import DOM, SUBMISSION, plan

NO_NAME = {"message": {"message_id": 5, "date": 1, "chat": {"id": 999, "type": "private"}, "from": {"id": 5}}}


@on_telegram  # the sandbox's Zalo hands over nothing to the letter
async def test_what_is_written_after_it_is_answered_and_the_admin_told_once(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom, admin = await office.officer_of(DOM), await office.officer_of("ubnd-huyen", Role.ADMIN)
    await office.handled(lambda: office.world.tell(dom.chat.id, NO_NAME))
    await office.handled(lambda: office.world.tell(dom.chat.id, NO_NAME))
    await dom.writes("/viec")
    office.expects(dom, "1 việc đang mở")
    office.expects(admin, "Telegram: có tin đến không đọc được")
    office.nothing_else()
