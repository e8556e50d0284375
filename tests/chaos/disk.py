"""Pure: what a disk holds for sure, from a trace of system calls: what was written and then synced."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes

TRACED = "pwrite64,fdatasync,fsync,sendto,write"
"""The calls of a Linux process that strace has to write down, with `-f -y -xx`."""

_CALL = re.compile(r"(?P<thread>\d+) +(?:<\.\.\. )?(?P<name>\w+)(?: resumed>|\()(?P<rest>.*)")
_FILE = re.compile(r"\d+<(?P<file>[^>]*)>")
_BYTES = re.compile(r'"(?P<bytes>(?:\\x[0-9a-f]{2})*)"')
_PLACE = re.compile(r", \d+, (?P<place>\d+)")


@dataclass
class Disk:
    """Files by their name as they would be found after the power went: `held`. What was not synced is `waiting`."""

    held: dict[str, bytearray]
    _waiting: dict[str, list[tuple[int, bytes]]] = field(default_factory=dict)
    _syncing: dict[str, tuple[str, int]] = field(default_factory=dict)

    def follow(self, trace: Iterable[str]) -> Iterator[bytes]:
        """Go through a trace and yield what the process sends to others, each when the disk is as it was then."""
        for line in trace:
            if not (call := _CALL.match(line)):
                continue
            match call["name"]:
                case "pwrite64":
                    self._write(call["rest"])
                case "fdatasync" | "fsync":
                    self._sync(call["thread"], call["rest"])
                case "sendto" | "write" if data := _BYTES.search(call["rest"]):
                    yield unquote_to_bytes(_plain(data["bytes"]).replace(b"+", b" "))

    def _write(self, rest: str) -> None:
        file, data = _FILE.match(rest), _BYTES.search(rest)
        place = _PLACE.match(rest, data.end()) if data else None
        if file and data and place:
            self._waiting.setdefault(_name(file), []).append((int(place["place"]), _plain(data["bytes"])))

    def _sync(self, thread: str, rest: str) -> None:
        """Hold what a file had been given when its sync began, once the sync is over."""
        if file := _FILE.match(rest):
            name = _name(file)
            self._syncing[thread] = name, len(self._waiting.get(name, []))
        if thread in self._syncing and "unfinished" not in rest:
            name, count = self._syncing.pop(thread)
            waiting = self._waiting.get(name, [])
            for place, data in waiting[:count]:
                held = self.held.setdefault(name, bytearray())
                held.extend(bytes(max(0, place + len(data) - len(held))))
                held[place : place + len(data)] = data
            del waiting[:count]


def _plain(written: str) -> bytes:
    return bytes.fromhex(written.replace("\\x", ""))


def _name(file: re.Match[str]) -> str:
    path = file["file"]
    return Path(_plain(path).decode() if path.startswith("\\x") else path).name
