"""Shell: `nhachan officer import | template | codes | sheet`: many officers at once, what they are handed."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bots.platforms import PLATFORMS
from reminders.commands.context import (
    by,
    code_address,
    database,
    database_if_there,
    now,
    one_agency,
    read_file,
    settings,
)
from reminders.commands.output import Json, fail, note, print_json, write_new, write_xlsx
from schedules.zone import LOCAL, local_date

if TYPE_CHECKING:
    from reminders.people.enrolling import Enrolment

DAYS, MOST_DAYS = 7, 30
NO_NAME_OF_BOT = "Chưa hỏi được tên bot Telegram nên mã QR chỉ chứa mã, không mở bot. Xem: nhachan doctor"


def import_(
    file: Annotated[str, typer.Argument(help="Tệp Excel có trang “Cán bộ”; các trang khác không đọc.")],
    is_trial: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem sẽ đổi gì, không ghi.")] = False,
    as_json: Json = False,
) -> None:
    """Nhập cán bộ từ trang “Cán bộ”: thêm, đổi vai trò, phạm vi, điện thoại, người thay; không xóa ai."""
    from reminders.people.enrolling import SheetWrong, compare_sheet, enrol
    from reminders.plans.documents.readers.refusals import PlanUnreadable

    content = read_file(file)
    try:
        with database(writes=not is_trial) as session:
            found = compare_sheet(session, content, on=local_date(now()))
            answer = _answer(found)
            if not is_trial:
                enrol(session, found, by())
    except PlanUnreadable as error:
        fail(f"{file}: {error}")
    except SheetWrong as error:
        fail([f"{file}: {len(error.problems)} lỗi, chưa ghi gì.", *error.problems])
    if as_json:
        print_json(answer)
    else:
        _print(answer, is_trial=is_trial)


def _answer(found: "Enrolment") -> dict[str, Any]:
    from db.statuses import Role
    from reminders.people.sheet import COLUMNS, ROLE_WORDS

    def known(officer: Any) -> dict[str, Any]:
        return {"id": officer.id, "name": officer.name, "agency": found.agencies[officer.agency_id].name}

    return {
        "added": [
            {
                "name": one.name,
                "agency": found.agencies[one.agency_id].name,
                "role": ROLE_WORDS[one.role or Role.OFFICER],
            }
            for one in found.added
        ],
        "changed": [
            known(officer) | {"columns": [COLUMNS[name].heading for name in fields]}
            for officer, _, fields in found.changed
        ],
        "unchanged": [known(officer) for officer in found.unchanged],
        "missing": [known(officer) for officer in found.missing],
        "notes": list(found.notes),
    }


def _print(answer: dict[str, Any], *, is_trial: bool) -> None:
    counts = (len(answer[name]) for name in ("added", "changed", "unchanged"))
    typer.echo("{}hêm {}, đổi {}, giữ nguyên {} cán bộ.".format("Chưa ghi gì; sẽ t" if is_trial else "T", *counts))
    for one in answer["added"]:
        typer.echo(f"  + {one['name']} – {one['agency']} ({one['role']})")
    for one in answer["changed"]:
        typer.echo(f"  ~ số {one['id']} {one['name']} – {one['agency']}: {', '.join(one['columns'])}")
    for line in answer["notes"]:
        typer.echo(line)
    if answer["missing"]:
        typer.echo(f"Không có trong tệp nhưng vẫn là cán bộ: {len(answer['missing'])} người")
        for one in answer["missing"]:
            typer.echo(f"  số {one['id']} {one['name']} – {one['agency']}")
        typer.echo('Đã nghỉ: nhachan officer remove <số>; đã chuyển: nhachan officer move <số> "Cơ quan mới"')
    if answer["added"] and not is_trial:
        typer.echo("Mã liên kết để in: nhachan officer codes --output ma-lien-ket.docx")


def template(file: Annotated[str, typer.Argument(help="Tệp Excel sẽ được ghi, ví dụ can-bo.xlsx.")]) -> None:
    """Ghi một tệp Excel có trang “Cán bộ” để điền, chọn sẵn được vai trò và các cơ quan đã có."""
    from reminders.agencies.agencies import Agencies
    from reminders.agencies.loading import load_agencies
    from reminders.people.template import people_template

    with database_if_there() as session:
        agencies = load_agencies(session) if session else Agencies({}, {})
        content = people_template(agencies, on=local_date(now()))
    write_xlsx(file, content)
    typer.echo(f"Đã ghi {file}. Điền, lưu rồi nhập: nhachan officer import {file}")


def codes(
    output: Annotated[str, typer.Option(help="Tệp Word sẽ được ghi, ví dụ ma-lien-ket.docx.")],
    agency: Annotated[str | None, typer.Option(help="Chỉ cơ quan này và các cơ quan dưới quyền.")] = None,
    everybody: Annotated[
        bool, typer.Option("--all/--unlinked", help="--all: cả người đã có chat; --unlinked: người chưa có (mặc định).")
    ] = False,
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="Mã dùng được trong bao nhiêu ngày.")] = DAYS,
) -> None:
    """Cấp mã liên kết cho những người chưa có chat, mỗi người một thẻ để in, cắt và phát. Mã cũ của họ hết dùng."""
    from reminders.agencies.loading import load_agencies
    from reminders.commands.cards import Card, code_sheet
    from reminders.people.linking import issue_to_each, to_link
    from reminders.people.sameness import by_person

    address = code_address()
    if address is None and any(PLATFORMS[name].code_link for name in settings().tokens):
        note(NO_NAME_OF_BOT)
    acting = by()
    until = (acting.now + timedelta(days=days)).astimezone(LOCAL)
    how = _how(address, f"{until:%H:%M ngày %d/%m/%Y}")
    with database(writes=True) as session:
        within = one_agency(session, agency) if agency else None
        officers = to_link(session, within=within, with_linked=everybody)
        if not officers:
            fail("Không có ai cần mã: mọi cán bộ đã có chat. Cấp lại cho cả họ: thêm --all")
        persons, agencies = by_person(officers), load_agencies(session)
        given = issue_to_each(session, persons, acting, valid_for=timedelta(days=days))
        cards = [
            Card(
                "; ".join(agencies[one.agency_id].name for one in person),
                person[0].name,
                code,
                _scanned(address, code),
                how,
            )
            for person, code in zip(persons, given, strict=True)
        ]
        write_new(output, code_sheet(cards), suffix=".docx", is_secret=True)
    typer.echo(f"Đã ghi {len(cards)} thẻ vào {output}; mã dùng được đến {until:%H:%M ngày %d/%m/%Y}.")
    typer.echo("Ai có tệp này đều liên kết được: in, cắt, phát tận tay từng người, rồi xóa tệp.")


def sheet(
    output: Annotated[str, typer.Option(help="Tệp Word sẽ được ghi, ví dụ to-huong-dan.docx.")],
    ask: Annotated[str, typer.Option(help="Hỏi ai: tên, điện thoại in ở cuối tờ; để trống thì có dòng chấm.")] = "",
) -> None:
    """Ghi tờ hướng dẫn cho cán bộ, một trang A4 để in và treo: cách liên kết, cách trả lời, số việc nghĩa là gì."""
    from reminders.commands.guide import officer_sheet

    address = code_address()
    bot = _name_of_bot(address) if address else None
    write_new(output, officer_sheet(bot=bot, ask=ask), suffix=".docx")
    typer.echo(f"Đã ghi {output}.")


def _name_of_bot(address: str) -> str:
    return address.split("?")[0].removeprefix("https://")


def _scanned(address: str | None, code: str) -> str:
    return address.replace("{code}", code) if address else code


def _how(address: str | None, until: str) -> str:
    """Return the line of a card that says how to use it; a bot that has an address is opened by the QR code."""
    once = f"Dùng một lần, trước {until}; không đưa cho người khác."
    if address is None:
        return f"Gửi mã này cho bot Nhắc Hạn của cơ quan (quét mã QR để chép mã). {once}"
    return f"Quét mã QR rồi bấm Bắt đầu trong Telegram, hoặc gửi mã cho bot {_name_of_bot(address)}. {once}"
