"""One duty told in the other catalogues, from the welcome to the coordinator's decision."""

from collections.abc import Iterator

import pytest
from office import Office, Person
from small_plans import DOM, PNON, SUBMISSION, duty, on_date, plan

from db.statuses import Role
from reminders.messages import Catalogue, speaking

SECRETS = ("UBND", "Phòng Nội vụ", "Rơ Mah", "KH 9", "mục 1", "mất điện", "thiếu phụ lục", "45/BC")


@pytest.fixture
def english() -> Iterator[None]:
    """The office speaks English."""
    with speaking(Catalogue("en")):
        yield


@pytest.fixture
def minimal() -> Iterator[None]:
    """The office lets the platform know as little as is useful."""
    with speaking(Catalogue(is_minimal=True)):
        yield


async def linked(office: Office, officer: int, *welcome: str) -> Person:
    """Return an officer after the welcome, which is not the one that `Office.link` expects."""
    person = office.stranger("Rơ Mah H'Bơ")
    await person.writes(office.link_code(officer))
    office.expects(person, *welcome)
    return person


@pytest.mark.usefixtures("english")
async def test_a_duty_told_in_english_from_the_reminder_to_its_acceptance(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await linked(
        office, office.add_officer(DOM, name="Rơ Mah H'Bơ"), "This chat is now linked to UBND xã Ia Dom (Rơ Mah H'Bơ)."
    )
    overseer = office.add_officer("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen")
    coordinator = await linked(office, overseer, "This chat is now linked to Phòng Nội vụ")

    await office.until("2021-09-24 09:00")
    told = office.expects(dom, "7 working days left: Gửi kế hoạch khắc phục", sent="2021-09-24 07:00")
    assert told.text.splitlines()[1:] == [
        "Due: before 06/10/2021 (by the end of office hours on Tuesday 05/10)",
        "Code 1 · UBND xã Ia Dom · KH 9/KH-UBND, section 1",
        "Reply: DONE 1 · SEEN 1 · EXTEND 1 <day>",
    ]
    await dom.writes("SEEN 1")
    office.expects(dom, "Recorded: UBND xã Ia Dom has seen item 1.", "When it is done, reply DONE 1.")

    await office.until("2021-10-05 09:00")
    office.expects(dom, "Due today: Gửi kế hoạch khắc phục", sent="2021-10-05 07:00")
    await dom.writes("hmm")
    office.expects(dom, "Not clear what is meant, so nothing was recorded. 1 item is open:", "1) Before 06/10")
    await dom.writes("done 1")
    office.expects(dom, "Recorded as done at 09:00 05/10/2021 – in time.", "Awaiting acceptance by Phòng Nội vụ.")
    await dom.writes("UNDO 1")
    office.expects(dom, "Taken back: item 1 is as before, due soon.")
    await dom.writes("xong 1")
    office.expects(dom, "Recorded as done at 09:00 05/10/2021 – in time.")

    office.expects_digests(coordinator, "2021-09-29", "2021-10-05", called="Morning digest")
    await coordinator.writes("/choduyet")
    office.expects(coordinator, "Awaiting a decision: 1 item of 1 agency", "reported done 09:00 05/10/2021, in time")
    await coordinator.writes("RETURN 1 the annex is missing")
    office.expects(coordinator, "Returned item 1 to UBND xã Ia Dom", "Reason: the annex is missing")
    office.expects(dom, "Phòng Nội vụ returns item 1: the annex is missing.", "Reply DONE 1 when it is complete.")
    await dom.writes("done 1")
    office.expects(dom, "Recorded as done")
    await coordinator.writes("APPROVE 1")
    office.expects(coordinator, "Accepted item 1 of UBND xã Ia Dom: done in time.")
    await coordinator.writes("/visao 1")
    story = office.expects(coordinator, "Item 1 – UBND xã Ia Dom: done in time", "reported done 09:00 05/10/2021")
    assert "• 07:00 24/09/2021: reminder 7 working days ahead to Rơ Mah H'Bơ" in story.text
    assert "Rơ Mah H'Bơ (UBND xã Ia Dom) took back what was reported last" in story.text
    assert "Cán bộ Phòng Nội vụ (Phòng Nội vụ) returned it: the annex is missing" in story.text
    await office.until("2021-12-31 17:00")
    office.nothing_else()


@pytest.mark.usefixtures("english")
async def test_what_is_late_is_chased_in_english_and_more_time_is_granted(office: Office) -> None:
    office.import_plan(plan(SUBMISSION))
    dom = await linked(office, office.add_officer(DOM), "This chat is now linked")
    overseer = office.add_officer("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen")
    coordinator = await linked(office, overseer, "This chat is now linked")
    await office.until("2021-10-05 17:00")
    office.seen(*(message for message in dom.chat.messages if message.author is None))

    await office.until("2021-10-06 09:00")
    office.expects(
        dom,
        "⚠️ Overdue – alert 1: Gửi kế hoạch khắc phục\nDue: before 06/10/2021. Not reported done so far.",
        "Reply: DONE 1 · EXTEND 1 <day> · REASON 1 <text>",
        sent="2021-10-06 07:00",
    )
    await dom.writes("REASON 1 the power was cut")
    office.expects(dom, "Recorded the explanation of item 1: the power was cut", "overdue already")
    await dom.writes("EXTEND 1 15/10")
    office.expects(dom, "Recorded: more time asked for item 1, until the end of 15/10/2021; sent to Phòng Nội vụ.")
    office.expects_digests(coordinator, "2021-09-29", "2021-10-06", called="Morning digest")
    asked = office.expects(coordinator, "UBND xã Ia Dom asks for time until the end of 15/10/2021 for item 1")
    await coordinator.chooses("Grant", "APPROVE 1", asked)
    office.expects(coordinator, "Granted: item 1 of UBND xã Ia Dom", "originally due before 06/10/2021")
    office.expects(dom, "Phòng Nội vụ grants more time for item 1", "now due by the end of 15/10/2021")
    await office.until("2021-10-15 09:00")
    for words in ("3 working days left", "1 working day left", "Due today"):
        office.expects(dom, words)
    office.expects_digests(coordinator, "2021-10-08", "2021-10-15", called="Morning digest")
    await dom.chooses("Done 1", "done 1")
    office.expects(dom, "Recorded as done", "in time (extended; originally due before 06/10/2021)")
    await office.until("2021-10-29 17:00")
    office.nothing_else()


@pytest.mark.usefixtures("minimal")
async def test_with_minimal_content_no_name_source_or_reason_leaves_for_the_agency(office: Office) -> None:
    office.import_plan(plan(SUBMISSION, duty("2", "Báo cáo quý III", on_date("08/10/2021"), lead=PNON)))
    dom = await linked(office, office.add_officer(DOM, name="Rơ Mah H'Bơ"), "Đã liên kết chat này.")
    overseer = office.add_officer("phong-noi-vu", Role.COORDINATOR, scope="ubnd-huyen")
    coordinator = await linked(office, overseer, "Đã liên kết chat này.")

    await office.until("2021-10-06 09:00")
    told = [message for message in dom.chat.messages if message.author is None]
    assert told[-1].text == (
        "⚠️ Quá hạn – đôn đốc lần 1: Gửi kế hoạch khắc phục\nHạn: trước ngày 06/10/2021.\n"
        "Mã 1 · Trả lời: XONG 1 · GIA HẠN 1 <ngày> · LÝ DO 1 <nội dung>"
    )
    await dom.writes("lý do 1 mất điện")
    await coordinator.writes("/quahan")
    office.seen(*(message for person in (dom, coordinator) for message in person.chat.messages[:-1]))
    office.expects(
        coordinator, "• 1) UBND xã Ia Dom – Gửi kế hoạch khắc phục – hạn trước ngày 06/10/2021", "đã giải trình"
    )
    await dom.writes("gia hạn 1 đến 15/10 vì mất điện")
    await coordinator.writes("từ chối 1 thiếu phụ lục")
    await dom.writes("xong 1, số 45/BC-UBND")
    await coordinator.writes("trả lại 1 thiếu phụ lục")
    office.seen(*(message for person in (dom, coordinator) for message in person.chat.messages[:-1]))
    office.expects(dom, "Đơn vị đầu mối trả lại việc 1: cần bổ sung.", "Trả lời XONG 1 khi đã bổ sung")
    office.expects(coordinator, "Đã trả lại việc 1 cho UBND xã Ia Dom")
    office.nothing_else()
    to_agency = [message.text for message in dom.chat.messages if message.author is None]
    to_coordinator = [message.text for message in coordinator.chat.messages if message.author is None]
    assert [secret for secret in SECRETS for text in to_agency if secret in text] == []
    assert [secret for secret in SECRETS[2:] for text in to_coordinator if secret in text] == []
