"""Pure: the commands that begin with "/": what the help and a platform's menu say of them, for each role."""

from dataclasses import dataclass

from bots.channel import Command
from db.statuses import Role


@dataclass(frozen=True)
class Usage:
    """A command, what is written after it ("[…]" may be left out), and what it does."""

    name: str
    argument: str
    description: str

    @property
    def line(self) -> str:
        """The command as it is shown: "/quahan [cơ quan]"."""
        return f"/{self.name} {self.argument}".strip()


_VISAO = Usage("visao", "<mã>", "diễn biến của một việc")
_LAST = (Usage("tiep", "", "xem tiếp danh sách vừa hỏi"), Usage("help", "", "các lệnh"))
_OFFICERS = (
    Usage("viec", "", "các việc đang mở"),
    Usage("quahan", "", "việc quá hạn"),
    Usage("saphan", "[số ngày]", "việc sắp đến hạn"),
    Usage("tiendo", "", "tiến độ"),
    _VISAO,
    *_LAST,
)
_COORDINATORS = (
    Usage("quahan", "[cơ quan]", "việc quá hạn"),
    Usage("saphan", "[số ngày]", "việc sắp đến hạn"),
    Usage("tiendo", "", "tiến độ từng cơ quan"),
    Usage("choduyet", "", "việc chờ xác nhận"),
    Usage("khonglienlac", "", "cơ quan chưa liên lạc được"),
    Usage("nhac", "<cơ quan hoặc mã>", "đôn đốc ngay"),
    Usage("giaolai", "<mã> <cơ quan>", "giao lại việc"),
    _VISAO,
    Usage("viec", "", "việc của cơ quan mình"),
    *_LAST,
)


def usages(role: Role) -> tuple[Usage, ...]:
    """Return the commands for officers of a role, the most useful first."""
    return _COORDINATORS if role is Role.COORDINATOR else _OFFICERS


def menu(role: Role) -> tuple[Command, ...]:
    """Return the commands that mean something alone, as choosing one in a menu sends it without anything after it."""
    return tuple(
        Command(name=one.name, description=one.description) for one in usages(role) if not one.argument.startswith("<")
    )
