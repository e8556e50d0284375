"""A disk holds what was synced, in the order of the calls, and nothing that only was written."""

from tests.chaos.disk import Disk


def hexed(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def wrote(text: str, place: int, thread: int = 1) -> str:
    return f'{thread} pwrite64(7</data/office.sqlite3-wal>, "{hexed(text)}", {len(text)}, {place}) = {len(text)}\n'


SYNCED = "1 fdatasync(7</data/office.sqlite3-wal>) = 0\n"
BEGUN, OVER = "1 fdatasync(7</data/office.sqlite3-wal> <unfinished ...>\n", "1 <... fdatasync resumed>) = 0\n"
SENT = f'2 sendto(9<socket:[1]>, "{hexed("text=%C4%90%C3%A3+ghi")}", 20, 0, NULL, 0) = 20\n'


def held_when_sent(*trace: str) -> bytes:
    disk = Disk({"office.sqlite3-wal": bytearray(b"....")})
    for sent in disk.follow([*trace, SENT]):
        assert sent == "text=Đã ghi".encode()
        return bytes(disk.held["office.sqlite3-wal"])
    raise AssertionError("nothing was sent")


def test_what_was_only_written_is_lost() -> None:
    assert held_when_sent(wrote("ab", 0)) == b"...."


def test_what_was_synced_is_held_where_it_was_written() -> None:
    assert held_when_sent(wrote("ab", 3), SYNCED, wrote("cd", 0)) == b"...ab"


def test_a_sync_holds_what_was_written_before_it_began_once_it_is_over() -> None:
    assert held_when_sent(wrote("ab", 0), BEGUN) == b"...."
    assert held_when_sent(wrote("ab", 0), BEGUN, wrote("zz", 2, thread=3), OVER) == b"ab.."
