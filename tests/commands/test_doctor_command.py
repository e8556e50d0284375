"""`nhachan doctor` finds what is wrong with an installation, says what to do, and changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select
from typer.testing import CliRunner

from db.heartbeat import beat
from db.statuses import BindingStatus, NoticeKind, NoticeStatus, Role, TroubleKind
from db.tables import (
    Agency,
    CalendarYear,
    ChatBinding,
    Heartbeat,
    Notification,
    Obligation,
    Occurrence,
    Officer,
    Trouble,
)
from reminders.cli import app
from reminders.watch.troubles import Finding, begin
from tests.commands.conftest import TOKEN, Telegram
from tests.commands.terminals import START, Terminal
from tests.databases import damage


@pytest.fixture
def healthy(office: Terminal, telegram: Telegram, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Terminal:
    """An installation with nothing to complain about."""
    monkeypatch.setenv("NHACHAN_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("NHACHAN_TELEGRAM_BASE_URL", telegram.url)
    with office.database() as session:
        for agency in session.exec(select(Agency)).all():
            officer = Officer(agency_id=agency.id, name="A", role=Role.OFFICER)
            session.add(officer)
            session.flush()
            key, linked = str(agency.id), BindingStatus.LINKED
            session.add(ChatBinding(channel="telegram", chat_id=key, officer_id=officer.id, status=linked))
        session.add(CalendarYear(year=2021))
        beat(session, now=START)
    install_tesseract(monkeypatch, tmp_path)
    return office


def install_tesseract(monkeypatch: pytest.MonkeyPatch, folder: Path, *, languages: str = "vie") -> None:
    program = folder / "bin" / "tesseract"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/sh\necho {languages}\n")
    program.chmod(0o755)
    (program.parent / "soffice").write_text("#!/bin/sh\n")
    (program.parent / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")


def checks(code: int = 0) -> dict[str, tuple[bool | None, str]]:
    import json

    result = CliRunner().invoke(app, ["doctor", "--json"])
    assert (result.exit_code, result.stderr) == (code, ""), result.output
    return {check["name"]: (check["is_good"], check["finding"]) for check in json.loads(result.stdout)}


def first(session: Any, table: type) -> Any:
    return session.exec(select(table)).first()


@pytest.mark.usefixtures("healthy")
def test_healthy_installation_passes_with_exit_code_0() -> None:
    assert checks() == {
        "Giờ": (True, "07:00 27/09/2021, múi giờ Asia/Ho_Chi_Minh"),
        "Đọc bản quét": (True, "có Tesseract với tiếng Việt"),
        "Đọc .doc, .odt, .rtf, .xls": (True, "có LibreOffice"),
        "Cơ sở dữ liệu": (True, "sqlite:///data/nhachan.sqlite3"),
        "Dịch vụ": (True, "đang chạy, lượt gần nhất 07:00 27/09/2021"),
        "Đồng hồ": (True, "không đi lùi so với tin đã gửi"),
        "Tin phải gửi": (True, "không có tin nào chờ quá 5 phút"),
        "Việc gặp lỗi": (True, "không"),
        "Chat": (True, "26 cơ quan đều có chat"),
        "Lịch nghỉ": (True, "năm 2021 đã xác nhận"),
        "Tệp minh chứng": (True, "chưa có tệp nào"),
        "Kênh telegram": (True, "kết nối được, mã bot đúng"),
    }


@pytest.mark.usefixtures("healthy")
def test_what_scans_need_is_told_and_no_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install_tesseract(monkeypatch, tmp_path, languages="eng")
    assert checks()["Đọc bản quét"] == (
        None,
        "kế hoạch quét (PDF ảnh) chưa đọc được: máy này chưa cài Tesseract với tiếng Việt "
        "(Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-vie)",
    )


@pytest.mark.usefixtures("healthy")
def test_what_old_formats_need_is_told_and_no_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin" / "soffice").unlink()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert checks()["Đọc .doc, .odt, .rtf, .xls"] == (
        None,
        "chưa đọc được: chưa cài LibreOffice (libreoffice-writer, libreoffice-calc)",
    )


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("telegram", [False], indirect=True)
def test_a_bot_that_does_not_hear_all_of_a_group_is_told_with_how_to_let_it() -> None:
    assert checks()["Nhóm telegram"] == (
        None,
        "bot chỉ nhận lệnh như /xong 3 và câu trả lời vào tin của bot; để nhận mọi tin: nhắn /setprivacy cho "
        "@BotFather, chọn Disable, rồi đưa bot ra khỏi nhóm và thêm lại",
    )


def test_nothing_is_made_where_nothing_is(terminal: Terminal) -> None:
    found = checks(code=1)
    assert found["Cơ sở dữ liệu"] == (
        False,
        f"Chưa có cơ sở dữ liệu {terminal.file}. Chạy lệnh trong thư mục cài đặt, hoặc chỉ đúng chỗ: "
        "NHACHAN_DATABASE_URL=sqlite:////thư/mục/nhachan.sqlite3. Bắt đầu mới: nhachan plan import TỆP",
    )
    assert found["Kênh"] == (False, "chưa có NHACHAN_TELEGRAM_TOKEN hay NHACHAN_ZALO_TOKEN; xem .env.example")
    assert list(terminal.folder.iterdir()) == []


def test_a_damaged_database_is_told(healthy: Terminal) -> None:
    damage(healthy.file, "ix_notification_status_send_at")
    is_good, finding = checks(code=1)["Cơ sở dữ liệu"]
    assert is_good is False
    assert finding.startswith("sqlite:///data/nhachan.sqlite3 đã hỏng (")
    assert "Giữ lại tệp hỏng, khôi phục bản sao lưu gần nhất" in finding


def test_database_is_left_as_it_is(office: Terminal) -> None:
    before = office.file.read_bytes()
    checks(code=1)
    assert office.file.read_bytes() == before
    assert [path.name for path in office.file.parent.iterdir()] == [office.file.name]


def settle(kind: str) -> Callable[[Any], None]:
    def spoil(session: Any) -> None:
        match kind:
            case "duty":
                first(session, Obligation).trouble = "ValueError: hỏng"
            case "item":
                first(session, Occurrence).trouble = "KeyError: 'x'"
            case "failed":
                session.add(_notice(session, NoticeStatus.FAILED))
            case "clock":
                session.add(_notice(session, NoticeStatus.SENT, sent_at=START + timedelta(hours=1)))
            case "stuck":
                session.add(_notice(session, NoticeStatus.PENDING, send_at=START - timedelta(minutes=6)))
            case "leaving":
                session.add(_notice(session, NoticeStatus.PENDING, send_at=START - timedelta(minutes=6)))
                session.add(_notice(session, NoticeStatus.SENT, sent_at=START - timedelta(minutes=1)))
            case "trouble":
                session.add(Trouble(kind=TroubleKind.CLOCK_HELD, detail="nhanh 365 ngày", began_at=START))
            case "gone":
                session.add(ChatBinding(channel="telegram", chat_id="x", status=BindingStatus.GONE))
            case "silent":
                session.delete(session.exec(select(ChatBinding).where(ChatBinding.chat_id == "2")).one())
            case "guess":
                session.delete(first(session, CalendarYear))
            case "tables":
                session.execute(text("ALTER TABLE plan ADD COLUMN extra TEXT"))
            case "older":
                session.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    return spoil


def _notice(session: Any, status: NoticeStatus, **values: Any) -> Notification:
    chat = first(session, ChatBinding)
    values = {"due_at": START, "send_at": START, "created_at": START} | values
    return Notification(binding_id=chat.id, kind=NoticeKind.ANSWER, stage="answer", text="x", status=status, **values)


@pytest.mark.parametrize(
    ("kind", "name", "is_good", "finding"),
    [
        ("duty", "Việc gặp lỗi", False, "mục II.1.1: ValueError: hỏng"),
        ("item", "Việc gặp lỗi", False, "việc 1: KeyError: 'x'"),
        ("failed", "Việc gặp lỗi", None, "1 tin không gửi được (xem nhachan why)"),
        ("clock", "Đồng hồ", False, "máy chạy chậm: đã có tin gửi lúc 08:00 27/09/2021; chỉnh giờ của máy"),
        (
            "stuck",
            "Tin phải gửi",
            False,
            "chưa gửi được, telegram: 1 tin, lâu nhất từ 06:54 27/09/2021; xem dòng Dịch vụ và dòng Kênh",
        ),
        ("leaving", "Tin phải gửi", None, "đang gửi dần, telegram: 1 tin, lâu nhất từ 06:54 27/09/2021"),
        (
            "trouble",
            "Trục trặc",
            False,
            "đồng hồ của máy chủ nhảy quá xa, dịch vụ chưa theo giờ này (nhanh 365 ngày), từ 07:00 27/09/2021. Nhắc "
            "hạn vẫn gửi, theo giờ trước khi nhảy. Giờ sai thì chỉnh lại, dịch vụ tự theo. Giờ đúng thì xác nhận trên "
            "máy chủ (lệnh clock accept)",
        ),
        ("gone", "Chat", None, "1 chat đã chặn bot"),
        ("silent", "Chat", None, "1/26 cơ quan chưa có chat: Phòng Nội vụ"),
        ("guess", "Lịch nghỉ", None, "năm 2021 là dự kiến; khi đã có thông báo: nhachan calendar confirm 2021"),
        (
            "tables",
            "Cơ sở dữ liệu",
            False,
            "sqlite:///data/nhachan.sqlite3: bảng khác với bản cài này; cài đúng phiên bản Nhắc Hạn",
        ),
        ("older", "Cơ sở dữ liệu", False, "sqlite:///data/nhachan.sqlite3 chưa nâng cấp; chạy: nhachan plan show"),
    ],
)
def test_finding_is_told_and_only_what_must_be_mended_fails(
    healthy: Terminal, kind: str, name: str, is_good: bool | None, finding: str
) -> None:
    with healthy.database() as session:
        settle(kind)(session)
    assert checks(code=1 if is_good is False else 0)[name] == (is_good, finding)


def test_wrong_database_url_is_told(healthy: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACHAN_DATABASE_URL", "sqlit:///x")
    assert healthy.fails("doctor").startswith("Thiết lập NHACHAN_DATABASE_URL không dùng được: viết sqlite:///")
    assert healthy.file.exists()


@pytest.mark.usefixtures("healthy")
def test_refused_token_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACHAN_TELEGRAM_TOKEN", "999:other")
    assert checks(code=1)["Kênh telegram"] == (
        False,
        "mã bot không được chấp nhận; lấy mã mới: trong Telegram, nhắn /newbot (hoặc /token cho bot đã có) "
        "cho @BotFather",
    )


@pytest.mark.usefixtures("healthy")
def test_unreachable_network_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACHAN_TELEGRAM_BASE_URL", "http://127.0.0.1:9")
    is_good, finding = checks(code=1)["Kênh telegram"]
    assert is_good is False
    assert finding.endswith("kiểm tra mạng hoặc NHACHAN_TELEGRAM_PROXY")
    assert TOKEN not in finding


@pytest.mark.usefixtures("healthy")
def test_misspelt_setting_is_told_from_the_environment_and_from_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NHACHAN_DATABASE", "x")
    (tmp_path / ".env").write_text("\ufeffNHACHAN_TELEGRAM_TOKN=1\nNHACHAN_WEB_PORT=80\nOTHER=1\n", encoding="utf-8")
    assert checks(code=1)["Thiết lập"] == (
        False,
        "NHACHAN_DATABASE, NHACHAN_TELEGRAM_TOKN không phải là thiết lập nào; xem .env.example",
    )


@pytest.mark.parametrize(
    ("minutes", "is_good", "finding"),
    [
        (4, True, "đang chạy, lượt gần nhất 07:00 27/09/2021"),
        (5, False, "không chạy, lượt gần nhất 07:00 27/09/2021; chạy: nhachan serve, hoặc xem: journalctl -u nhac-han"),
    ],
)
def test_a_service_that_stopped_minutes_ago_is_told(
    healthy: Terminal, minutes: int, is_good: bool, finding: str
) -> None:
    healthy.wait(minutes=minutes)
    assert checks(code=0 if is_good else 1)["Dịch vụ"] == (is_good, finding)


def test_a_service_that_never_ran_is_told(healthy: Terminal) -> None:
    with healthy.database() as session:
        session.delete(session.exec(select(Heartbeat)).one())
    assert checks(code=1)["Dịch vụ"] == (False, "chưa chạy lần nào nên chưa ai được nhắc; chạy: nhachan serve")


def test_findings_for_people_are_a_table(office: Terminal) -> None:
    result = CliRunner().invoke(app, ["doctor"])
    assert (result.exit_code, result.stderr) == (1, "")
    assert "✘ │ Kênh" in result.stdout
    assert office.file.exists()


def test_linked_chats_on_a_channel_without_a_token_are_reported(healthy: Terminal) -> None:
    with healthy.database() as session:
        officer = first(session, Officer)
        session.add(ChatBinding(channel="zalo", chat_id="z", officer_id=officer.id, status=BindingStatus.LINKED))
    assert checks(code=1)["Chat zalo"] == (False, "1 chat không nhận được tin: chưa có NHACHAN_ZALO_TOKEN")


def test_duties_of_a_dissolved_agency_are_reported_until_somebody_takes_its_place(healthy: Terminal) -> None:
    healthy.run("agency", "end", "ubnd-xa-ia-dom", "--on", "27/09/2021")
    is_good, finding = checks(code=1)["Cơ quan"]
    assert is_good is False
    assert finding.startswith("đã giải thể, chưa có cơ quan thay thế: UBND xã Ia Dom (")
    healthy.run("agency", "merge", "ubnd-xa-ia-dom", "--into", "ubnd-xa-ia-nan", "--on", "27/09/2021")
    assert "Cơ quan" not in checks()


def test_another_reader_that_the_service_found_is_told_with_its_channel(healthy: Terminal) -> None:
    with healthy.database() as session:
        begin(session, Finding(kind=TroubleKind.OTHER_READER, subject="telegram"), now=START)
    assert checks(code=1)["Kênh telegram"] == (
        False,
        "nơi khác đang nhận tin của bot này; tắt chương trình khác dùng cùng mã bot rồi khởi động lại dịch vụ, hoặc "
        "lấy mã mới",
    )


@pytest.mark.usefixtures("healthy")
def test_a_webhook_that_somebody_else_has_set_is_told_by_its_host(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.world.bots[TOKEN].webhook_url = "https://other.example.vn/secret-path"
    is_good, finding = checks(code=1)["Kênh telegram"]
    assert (is_good, "(webhook other.example.vn)" in finding, "secret-path" in finding) == (False, True, False)

    monkeypatch.setenv("NHACHAN_TELEGRAM_WEBHOOK_URL", "https://other.example.vn/telegram")
    monkeypatch.setenv("NHACHAN_TELEGRAM_WEBHOOK_SECRET", "s3cret-s3cret")
    telegram.world.bots[TOKEN].webhook_url = "https://other.example.vn/telegram"
    assert checks()["Kênh telegram"] == (True, "kết nối được, mã bot đúng")
