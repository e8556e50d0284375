"""`nhachan evidence`: what was sent, and whether it still is what was sent; and what doctor says of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from db.statuses import BindingStatus, Role
from db.tables import ChatBinding, Evidence, InboundMessage, Occurrence, Officer
from reminders.cli import app
from reminders.items.evidence.storage import store
from tests.commands.terminals import Terminal


@pytest.fixture
def item(office: Terminal) -> int:
    """An item with one file, and a file of which nobody said what it shows."""
    with office.database() as session:
        occurrence = session.exec(select(Occurrence)).first()
        assert occurrence
        officer = Officer(agency_id=occurrence.agency_id, name="Rơ Mah H'Bơ", role=Role.OFFICER)
        session.add(officer)
        session.flush()
        chat = ChatBinding(channel="zalo", chat_id="1", officer_id=officer.id, status=BindingStatus.LINKED)
        session.add(chat)
        session.flush()
        inbound = InboundMessage(channel="zalo", update_id="1", binding_id=chat.id, received_at=office.now)
        session.add(inbound)
        session.flush()
        facts: dict[str, Any] = {"officer_id": officer.id, "binding_id": chat.id, "inbound_id": inbound.id}
        for name, content, of in (("báo cáo.pdf", b"abc", occurrence.id), ("ảnh.jpg", b"abcd", None)):
            sha256, path = store(Path("data"), content)
            facts |= {"name": name, "size": len(content), "sha256": sha256, "path": path, "media_type": "x/y"}
            session.add(Evidence(occurrence_id=of, received_at=office.now, **facts))
        return occurrence.id


def doctor() -> list[object]:
    found = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
    return next([check["is_good"], check["finding"]] for check in found if check["name"] == "Tệp minh chứng")


def test_the_files_of_an_item_are_listed_with_hash_and_sender(office: Terminal, item: int) -> None:
    [row] = office.json("evidence", str(item))
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert row == {
        "item": item,
        "name": "báo cáo.pdf",
        "media_type": "x/y",
        "size": 3,
        "sha256": sha256,
        "officer": "Rơ Mah H'Bơ",
        "received_at": "2021-09-27T07:00:00+07:00",
        "path": f"evidence/ba/{sha256}",
        "condition": None,
    }
    shown = office.run("evidence", str(item))
    assert all(words in shown for words in ("báo cáo.pdf", "1 KB", "Rơ Mah H'Bơ", "27/09/2021 07:00", sha256[:20]))


def test_without_a_number_everything_is_listed_also_what_belongs_to_no_item_yet(office: Terminal, item: int) -> None:
    assert [(row["item"], row["name"]) for row in office.json("evidence")] == [(item, "báo cáo.pdf"), (None, "ảnh.jpg")]
    assert "chưa rõ" in office.run("evidence")


def test_check_reads_every_file_again(office: Terminal, item: int) -> None:
    assert [row["condition"] for row in office.json("evidence", "--check")] == ["good", "good"]
    assert "nguyên vẹn" in office.run("evidence", "--check")
    good, other = (Path("data") / row["path"] for row in office.json("evidence"))
    good.write_bytes(b"abd")  # as long as it was
    other.unlink()
    result = CliRunner().invoke(app, ["evidence", "--check"])
    assert (result.exit_code, result.stderr.split(".")[0]) == (1, "2 tệp không còn như lúc nhận")
    assert "đã bị thay đổi" in result.stdout
    assert "mất tệp" in result.stdout
    again = CliRunner().invoke(app, ["evidence", str(item), "--check", "--json"])
    assert [row["condition"] for row in json.loads(again.stdout)] == ["damaged"]


def test_an_item_without_files_and_one_that_is_not_there(office: Terminal, item: int) -> None:
    assert office.run("evidence", str(item + 1)) == "Không có tệp minh chứng nào.\n"
    assert "Không có việc số 99999" in office.fails("evidence", "99999")


@pytest.mark.usefixtures("item")
def test_doctor_misses_files_and_finds_a_folder_that_takes_none(
    office: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doctor() == [True, "2 tệp, đủ"]
    (Path("data") / office.json("evidence")[0]["path"]).write_bytes(b"")
    assert doctor() == [False, "1/2 tệp mất hoặc hỏng trong data; xem: nhachan evidence --check"]
    Path("blocked").touch()
    monkeypatch.setenv("NHACHAN_DATA_DIR", "blocked")
    assert doctor() == [False, "không ghi được vào blocked; sửa quyền của thư mục hoặc NHACHAN_DATA_DIR"]
