"""People come, go and stand in for each other: who is told, who may answer, and what the story of an item says."""

from office import Office, on_both_channels
from small_plans import DOM, SUBMISSION, plan

from bots.sandbox.state import Kind


@on_both_channels
async def test_the_story_of_an_item_says_who_of_a_group_answered(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    group = await office.link(office.add_officer(DOM, name="Nhóm Ia Dom"), kind=Kind.GROUP)
    await office.until("2021-09-24 09:00")
    office.expects(group, "Mã 1")
    await group.writes("nhận 1", by="Rơ Mah\nH'Bơ\u202e")
    office.expects(group, "đã nhận việc 1")
    await group.writes("/visao 1", by="Siu Hyin")
    office.expects(group, "Rơ Mah H'Bơ trong nhóm của Nhóm Ia Dom (UBND xã Ia Dom) đã nhận việc")
    office.nothing_else()
