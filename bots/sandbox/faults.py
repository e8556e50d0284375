"""Pure: switches that make the sandbox misbehave, each for the next few calls, in one chat or in all."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import count


class FaultKind(StrEnum):
    """What goes wrong."""

    TOO_FAST = "too_fast"  # 429; `seconds` is its retry_after
    SERVER_ERROR = "server_error"  # 500
    GATEWAY_TIMEOUT = "gateway_timeout"  # 504
    HANG = "hang"  # no answer for `seconds`; the message is then stored
    DROP_BEFORE = "drop_before"  # the connection breaks, the message is not stored
    DROP_AFTER = "drop_after"  # the message is stored, the connection breaks: a lost answer
    BLOCKED = "blocked"  # 403
    NOT_FOUND = "not_found"  # 400
    MIGRATED = "migrated"  # the group becomes a supergroup: 400 with its new id


class Call(StrEnum):
    """Which calls of a bot a fault hits."""

    SEND = "send"
    POLL = "poll"
    FILE = "file"  # the content of a file that a person sent


@dataclass(kw_only=True)
class Fault:
    """One switch: `remaining` calls to `call` fail, in `chat_id` or (None) in every chat."""

    id: int
    kind: FaultKind
    call: Call
    chat_id: str | None
    remaining: int
    seconds: float


class Faults:
    """The switches that are on, oldest first."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._ids = count(1)

    def set(
        self,
        kind: FaultKind,
        *,
        call: Call = Call.SEND,
        chat_id: str | None = None,
        times: int = 1,
        seconds: float = 5.0,
    ) -> Fault:
        """Switch a fault on for the next `times` calls."""
        fault = Fault(id=next(self._ids), kind=kind, call=call, chat_id=chat_id, remaining=times, seconds=seconds)
        self._faults.append(fault)
        return fault

    def active(self) -> list[Fault]:
        """Return the switches that are on."""
        return list(self._faults)

    def clear(self, fault_id: int | None = None) -> None:
        """Switch one fault off, or (None) all of them."""
        self._faults = [fault for fault in self._faults if fault_id is not None and fault.id != fault_id]

    def take(self, call: Call, chat_id: str | None = None) -> Fault | None:
        """Return the fault that hits this call and count it, None when all is well."""
        for fault in self._faults:
            if fault.call is call and fault.chat_id in (None, chat_id):
                fault.remaining -= 1
                if fault.remaining <= 0:
                    self._faults.remove(fault)
                return fault
        return None
