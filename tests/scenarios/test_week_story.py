"""A week of one tired officer of two offices: nine open items, one chat, and what each answer must not change."""

from sqlmodel import col, select

from db.engine import reading
from db.tables import AuditEntry
from tests.scenarios.office import Office, Person
from tests.scenarios.small_plans import DOM, PNON, duty, on_date, plan

DUTIES = [
    duty("1", "Gửi kế hoạch khắc phục", on_date("29/09/2021")),
    duty("2", "Lập danh sách hộ nghèo", on_date("30/09/2021")),
    duty("3", "Rà soát thủ tục hành chính", on_date("01/10/2021")),
    duty("4", "Niêm yết thủ tục đất đai", on_date("05/10/2021")),
    duty("5", "Báo cáo số liệu hộ tịch", on_date("06/10/2021")),
    duty("6", "Gửi kế hoạch khắc phục", on_date("30/09/2021"), lead=PNON),
    duty("7", "Lập danh sách hộ nghèo", on_date("01/10/2021"), lead=PNON),
    duty("8", "Cập nhật dữ liệu dân cư", on_date("05/10/2021"), lead=PNON),
    duty("9", "Tổng hợp chứng thực", on_date("07/10/2021"), lead=PNON),
]


async def a_week_begins(office: Office) -> tuple[Person, Person, dict[str, int]]:
    """Return the officer of Ia Dom and Ia Pnôn and the coordinator, who wants no digest, on Monday 27/09/2021 at 8, and
    who is which officer. The numbers in the chat are the clauses.
    """
    office.import_plan(plan(*DUTIES))
    desk = await office.coordinator()
    await desk.writes("/bantin tat")
    of = {agency: office.add_officer(agency, name="Rơ Mah H'Bơ") for agency in (DOM, PNON)}
    person = await office.link(of[DOM])
    await person.writes(office.link_code(of[PNON]))
    await person.writes("đúng")
    await office.until("2021-09-24 16:00")
    office.seen(*(one for chat in (desk, person) for one in chat.chat.messages if one.author is None))
    await office.until("2021-09-27 08:00")
    return person, desk, of


def standing(office: Office) -> str:
    """Return the first letter of where each of the nine items stands: open, acknowledged, submitted."""
    return "".join(office.items(clause)[0].occurrence.status.value[0] for clause in "123456789")


def who_reported(office: Office) -> set[tuple[str, str]]:
    """Return which clause was reported done by whom."""
    clauses = {office.items(clause)[0].occurrence.id: clause for clause in "123456789"}
    with reading(office.engine) as session:
        done = select(AuditEntry).where(AuditEntry.action == "complete", col(AuditEntry.subject_id).in_(clauses))
        return {(clauses[entry.subject_id or 0], entry.actor) for entry in session.exec(done).all()}


async def test_a_week_of_answers_as_tired_people_write_them(office: Office) -> None:
    person, desk, of = await a_week_begins(office)
    on_telegram = person.chat.bot.channel == "telegram"

    office.expects(person, "1) ", "3) ", "UBND xã Ia Pnôn: nhắc 2 việc", "7) ", "9) ", sent="2021-09-27 07:00")
    await person.writes("nhan het nhe em")
    office.expects(person, "đã nhận 4 việc", "1) Gửi kế hoạch khắc phục – UBND xã Ia Dom", "9) ")
    await person.writes("xong 2 roi a")
    office.expects(person, "Đã ghi nhận hoàn thành", "Mã 2: Lập danh sách hộ nghèo – UBND xã Ia Dom")
    await person.writes("xogn 1 roi")
    office.expects(person, "Chưa rõ ý nên chưa ghi nhận gì. Đang có 4 việc:")
    assert standing(office) == "asaoooaoa"
    await (person.edits("xong 1 roi") if on_telegram else person.writes("xong 1 roi"))
    office.expects(person, "Đã ghi nhận hoàn thành", "Mã 1: Gửi kế hoạch khắc phục – UBND xã Ia Dom")
    await person.writes("viec 6 co mau ko chi")
    office.expects(person, "Chưa rõ ý nên chưa ghi nhận gì. Đang có 3 việc:")
    assert standing(office) == "ssaoooaoa"

    await office.until("2021-09-28 08:00")
    sixth = office.expects(person, "Gửi kế hoạch khắc phục", "Mã 6", sent="2021-09-28 07:00")
    await person.writes("ok")
    office.expects(person, "đã nhận việc 6", "UBND xã Ia Pnôn")
    await person.writes("chưa xong, mai em gửi")
    office.expects(person, "Đã ghi: việc 6 chưa xong")
    await person.writes("việc 5 nộp ở đâu vậy em")
    office.expects(person, "Việc 5: Báo cáo số liệu hộ tịch – UBND xã Ia Dom", "Chưa ghi nhận gì")
    await person.writes("da gui ke hoach khac phuc roi nhe")
    office.expects(person, "Xong việc nào? Chưa ghi nhận gì", "6) Trước 30/09", "5) Trước 06/10")
    await person.writes("ko")
    office.expects(person, "Vâng, chưa ghi nhận gì")
    assert standing(office) == "ssaooaaoa"

    await office.until("2021-09-29 08:00")
    office.expects(person, "6) Trước 30/09 – hôm nay là ngày cuối", "8) ", "4) ", sent="2021-09-29 07:00")
    await person.writes("xin them 2 ngay viec 6 vi cho so lieu")
    office.expects(person, "Đã ghi đề nghị gia hạn việc 6 đến hết ngày 01/10/2021 (lý do: cho so lieu)")
    office.expects(desk, "UBND xã Ia Pnôn xin gia hạn việc 1 đến hết ngày 01/10/2021")
    await person.writes("hoan thanh 3 nhe")
    office.expects(person, "Xong việc 3: Rà soát thủ tục hành chính", "Chưa ghi nhận gì")
    await person.writes("không")
    office.expects(person, "Vâng, chưa ghi nhận gì")
    await (person.sends("xong roi", None, reply_to=sixth) if on_telegram else person.writes("xong 6 roi"))
    office.expects(person, "Đã ghi nhận hoàn thành", "Mã 6: Gửi kế hoạch khắc phục – UBND xã Ia Pnôn")
    assert standing(office) == "ssaoosaoa"
    await person.writes("nham roi, huy 6")
    office.expects(person, "Đã hủy: việc 6 trở lại như trước")
    assert standing(office) == "ssaooaaoa"

    await office.until("2021-09-30 08:00")
    office.expects(person, "3) Trước 01/10 – hôm nay là ngày cuối", "7) ", "6) ", sent="2021-09-30 07:00")
    await person.writes("xong 4")
    office.expects(person, "Đã ghi nhận hoàn thành", "Mã 4")
    await person.writes("hủy")
    office.expects(person, "Đã hủy: việc 4 trở lại như trước")
    await person.writes("em dang lam 70% viec 3")
    office.expects(person, "Đã ghi: việc 3", "70%")
    await person.writes("xong 1")
    office.expects(person, "Việc 1 không thay đổi: chờ xác nhận")
    assert standing(office) == "ssaooaaoa"

    await office.until("2021-10-01 08:00")
    office.expects(person, "3) Trước 01/10 – quá hạn, đôn đốc lần 1", "7) ", "6) ", "8) ", sent="2021-10-01 07:00")
    await person.writes("xong hết rồi")
    asked = office.expects(person, "Xong cả 5 việc 3, 7, 6, 4, 8? Chưa ghi nhận gì.", "Trả lời ĐÚNG")
    assert not {"5)", "9)"} & {line[:2] for line in asked.text.splitlines()}
    assert standing(office) == "ssaooaaoa"
    await person.chooses("Đúng", "ĐÚNG")
    office.expects(person, "Đã ghi nhận hoàn thành 5 việc", "8) Cập nhật dữ liệu dân cư – UBND xã Ia Pnôn")
    assert standing(office) == "ssssosssa"
    dom, pnon = f"officer:{of[DOM]}", f"officer:{of[PNON]}"
    assert who_reported(office) == {*((clause, dom) for clause in "1234"), *((clause, pnon) for clause in "678")}
    office.nothing_else()
