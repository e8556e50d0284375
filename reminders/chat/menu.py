"""Shell: the commands that begin with "/": what the help and a platform's menu say of them, for each role."""

from dataclasses import dataclass

from bots.channel import Command
from db.statuses import Role
from reminders.messages import render

OFFICERS = ("viec", "quahan", "saphan", "tiendo", "visao", "xemtep", "uyquyen", "huylienket", "tiep", "help")
COORDINATORS = (
    *("quahan", "saphan", "tiendo", "choduyet", "khonglienlac", "nhac", "giaolai", "visao", "xemtep"),
    *("viec", "bantin", "tiep", "help"),
)
ORDERS = ("giaoviec", "moviec", "datngay", "capma", "uyquyen", "huylienket")
"""What coordinators order in words, and what they seldom do. /help tells of them by topic."""

LEADERS = (
    *("quahan", "saphan", "tiendo", "visao", "xemtep", "viec", "bantin", "uyquyen", "huylienket"),
    *("tiep", "help"),
)
"""The commands of a role, the most useful first."""


@dataclass(frozen=True)
class Usage:
    """A command and whether it is said to somebody who oversees agencies; its words are the catalogue's."""

    name: str
    is_overseers: bool

    @property
    def argument(self) -> str:
        """What is written after it; "[…]" may be left out."""
        return render("words/argument", name=self.name, is_overseers=self.is_overseers)

    @property
    def description(self) -> str:
        """What it does."""
        return render("words/command", name=self.name, is_overseers=self.is_overseers)

    @property
    def line(self) -> str:
        """The command as it is shown: "/quahan [cơ quan]"."""
        return f"/{self.name} {self.argument}".strip()


def usages(role: Role) -> tuple[Usage, ...]:
    """Return the commands for officers of a role."""
    names = {Role.COORDINATOR: COORDINATORS, Role.LEADER: LEADERS}.get(role, OFFICERS)
    return tuple(Usage(name, role in (Role.COORDINATOR, Role.LEADER)) for name in names)


def menu(role: Role) -> tuple[Command, ...]:
    """Return the commands that mean something alone, as choosing one in a menu sends it without anything after it."""
    alone = [one for one in usages(role) if not one.argument.startswith("<")]
    orders = [Usage(name, is_overseers=True) for name in ORDERS] if role is Role.COORDINATOR else []
    return tuple(Command(name=one.name, description=one.description) for one in [*alone, *orders])
