"""A draft on SQLite and on PostgreSQL: two confirmations at one instant do one thing."""

from threading import Barrier, Thread

from sqlalchemy import Engine
from sqlmodel import Session, select

from bots.channel import Incoming
from db.engine import reading, writing
from db.tables import Draft, Notification, Obligation, Occurrence, Plan
from reminders.chat.incoming import handle
from reminders.plans.register.reserved import given_key, is_given
from reminders.replies import Confirm, Unclear, understand, understand_button
from tests.rows import NOW, a_district


def write(session: Session, number: int, chat_id: str, text: str, *, pressed: bool = False) -> None:
    message = Incoming(
        channel="telegram", update_id=str(number), chat_id=chat_id, text=text, sent_at=NOW, pressed=pressed
    )
    handle(session, message, now=NOW)


def test_two_confirmations_at_one_instant_give_one_duty(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        chat_id = a_district(session).coordinator.chat_id
        write(session, 0, chat_id, "/giaoviec Ia Dom: báo cáo, trước ngày 12/10")
        draft = session.exec(select(Draft)).one().id
    start = Barrier(4)

    def confirm(number: int) -> None:
        start.wait()
        with writing(either_engine) as session:
            write(session, number, chat_id, f"giao #{draft}", pressed=True)

    hands = [Thread(target=confirm, args=[number]) for number in range(1, 5)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with reading(either_engine) as session:
        duties = session.exec(select(Obligation).join(Plan).where(Plan.number == "Giao việc năm 2021")).all()
        given = session.exec(select(Occurrence).where(Occurrence.obligation_id == duties[0].id)).all()
        texts = [row.text or "" for row in session.exec(select(Notification)).all()]
    assert (len(duties), len(given)) == (1, 1)
    assert len([text for text in texts if "Đã giao 1 việc" in text]) == 1
    assert len([text for text in texts if "đã được xác nhận trước đó" in text]) == 3


def test_two_first_orders_of_a_year_share_its_plan_and_count_on(either_engine: Engine) -> None:
    with writing(either_engine) as session:
        chat_id = a_district(session).coordinator.chat_id
        for number in (0, 1):
            write(session, number, chat_id, f"/giaoviec Ia Dom: báo cáo {number}, trước ngày 12/10")
    start = Barrier(2)

    def confirm(number: int) -> None:
        start.wait()
        with writing(either_engine) as session:
            write(session, number + 9, chat_id, f"giao {number}")

    hands = [Thread(target=confirm, args=[number]) for number in (1, 2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with reading(either_engine) as session:
        plans = session.exec(select(Plan).where(Plan.number == "Giao việc năm 2021")).all()
        clauses = session.exec(select(Obligation.clause).where(Obligation.plan_id == plans[0].id)).all()
    assert (len(plans), sorted(clauses)) == (1, ["1", "2"])


def test_a_confirmation_is_a_verb_and_a_number_and_nothing_else() -> None:
    assert understand("GIAO 1", now=NOW) == Confirm("giao", 1)
    assert understand("thêm #12.", now=NOW) == Confirm("them", 12)
    assert understand("/thôi 2", now=NOW) == Confirm("thoi", 2)
    for text in ("giao 1?", "không giao 1", "giao 1 cho Ia Dom", "giao", "giao 1 và 2", "đồng ý 1", "1 giao"):
        assert not isinstance(understand(text, now=NOW), Confirm)
    assert understand_button("ghi #45") == Confirm("ghi", draft=45)
    assert understand_button("ghi #45x") == Unclear()


def test_no_register_may_have_a_key_of_what_was_given() -> None:
    assert is_given(given_key("phong-noi-vu", 2026))
    assert not is_given("ke-hoach-135")
