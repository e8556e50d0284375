"""Shell: `nhachan agency …` and `nhachan officer …`: who owes, who answers."""

from typing import Annotated, Any

import typer

from reminders.commands.context import database, now, one_agency
from reminders.commands.output import fail, print_json, print_table

agencies = typer.Typer(help="Cơ quan: danh sách, tên gọi khác.", no_args_is_help=True)
officers = typer.Typer(help="Cán bộ: thêm, cấp mã liên kết chat.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="In JSON.")]


@agencies.command("list")
def list_agencies(as_json: Json = False) -> None:
    """Các cơ quan, cơ quan cấp trên và số chat đã liên kết."""
    from db.queries import people, register
    from db.statuses import Role

    with database(writes=False) as session:
        names = {agency.id: agency.name for agency in register.agencies(session)}
        spellings = register.spellings(session)
        rows: list[dict[str, Any]] = [
            {
                "key": agency.key,
                "name": agency.name,
                "parent": names.get(agency.parent_id),
                "aliases": spellings[agency.id or 0][1:],
                "chats": len(people.linked_chats(session, [agency.id or 0], list(Role))),
            }
            for agency in register.agencies(session)
        ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Khóa", "Cơ quan", "Thuộc", "Chat đã liên kết"),
        [(row["key"], row["name"], row["parent"], row["chats"]) for row in rows],
        empty="Chưa có cơ quan nào. Nhập kế hoạch: nhachan plan import ke-hoach-135",
    )


@agencies.command()
def add(
    key: Annotated[str, typer.Argument(help="Khóa ngắn, không dấu: phong-y-te.")],
    name: Annotated[str, typer.Argument(help="Tên đầy đủ.")],
    parent: Annotated[str | None, typer.Option(help="Cơ quan cấp trên.")] = None,
) -> None:
    """Thêm một cơ quan."""
    from db import audit
    from db.queries import register
    from db.tables import Agency

    with database(writes=True) as session:
        if any(agency.key == key for agency in register.agencies(session)):
            fail(f"Đã có cơ quan với khóa '{key}'. Chọn khóa khác.")
        above = one_agency(session, parent).id if parent else None
        agency = Agency(key=key, name=name, parent_id=above)
        session.add(agency)
        session.flush()
        audit.record(
            session, now=now(), actor="cli", action="agency_added", subject="agency", subject_id=agency.id or 0
        )
    typer.echo(f"Đã thêm {name} ({key}).")


@agencies.command()
def alias(
    agency: Annotated[str, typer.Argument(help="Cơ quan.")], name: Annotated[str, typer.Argument(help="Tên gọi khác.")]
) -> None:
    """Thêm một tên gọi khác của cơ quan, để tìm và đọc văn bản."""
    from db.queries import register
    from db.tables import AgencyAlias

    with database(writes=True) as session:
        row = one_agency(session, agency)
        if name not in register.spellings(session)[row.id or 0]:
            session.add(AgencyAlias(agency_id=row.id or 0, name=name))
    typer.echo(f"{row.name} còn gọi là {name}.")


@officers.command("add")
def add_officer(
    agency: Annotated[str, typer.Argument(help="Cơ quan của cán bộ.")],
    name: Annotated[str, typer.Argument(help="Họ tên.")],
    role: Annotated[str, typer.Option(help="officer, head, coordinator, leader hoặc admin.")] = "officer",
    scope: Annotated[
        str | None, typer.Option(help="Phạm vi theo dõi của coordinator, leader (mặc định: cơ quan mình).")
    ] = None,
) -> None:
    """Thêm một cán bộ. Đơn vị đầu mối của huyện: --role coordinator --scope "UBND huyện Đức Cơ"."""
    from db import audit
    from db.statuses import Role
    from db.tables import Officer

    if role not in list(Role):
        fail(f"Vai trò '{role}' không có. Chọn: {', '.join(Role)}.")
    with database(writes=True) as session:
        home = one_agency(session, agency)
        scope_id = one_agency(session, scope).id if scope else None
        officer = Officer(agency_id=home.id or 0, name=name, role=Role(role), scope_id=scope_id)
        session.add(officer)
        session.flush()
        audit.record(
            session, now=now(), actor="cli", action="officer_added", subject="officer", subject_id=officer.id or 0
        )
    typer.echo(f"Đã thêm cán bộ số {officer.id}: {name}, {home.name}. Cấp mã: nhachan officer link-code {officer.id}")


@officers.command("list")
def list_officers(as_json: Json = False) -> None:
    """Các cán bộ, vai trò và chat."""
    from sqlmodel import col, select

    from db.tables import Agency, ChatBinding, Officer

    with database(writes=False) as session:
        rows: list[dict[str, Any]] = [
            {
                "id": officer.id,
                "name": officer.name,
                "agency": session.get_one(Agency, officer.agency_id).name,
                "role": officer.role.value,
                "chats": [
                    f"{chat.channel}: {chat.status.value}"
                    for chat in session.exec(select(ChatBinding).where(ChatBinding.officer_id == officer.id)).all()
                ],
            }
            for officer in session.exec(select(Officer).order_by(col(Officer.id))).all()
        ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("Số", "Họ tên", "Cơ quan", "Vai trò", "Chat"),
        [(row["id"], row["name"], row["agency"], row["role"], "; ".join(row["chats"])) for row in rows],
        empty='Chưa có cán bộ nào. Thêm: nhachan officer add "Phòng Nội vụ" "Họ tên"',
    )


@officers.command("link-code")
def link_code(
    officer: Annotated[int, typer.Argument(help="Số của cán bộ, như `nhachan officer list` in ra.")],
    as_json: Json = False,
) -> None:
    """Cấp mã liên kết dùng một lần, trong 15 phút; cán bộ gửi mã này cho bot."""
    from db.tables import Officer
    from reminders.workflow.linking import issue_code

    with database(writes=True) as session:
        row = session.get(Officer, officer)
        if row is None:
            fail(f"Không có cán bộ số {officer}. Xem: nhachan officer list")
        code = issue_code(session, row, now=now(), actor="cli")
    if as_json:
        print_json({"officer": row.id, "name": row.name, "code": code, "minutes": 15})
        return
    typer.echo(f"Mã của {row.name}: {code}")
    typer.echo(f"Gửi mã này cho bot trong 15 phút, hoặc mở https://t.me/<tên bot>?start={code}")
