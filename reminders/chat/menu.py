"""Shell: the commands that begin with "/": what the help and a platform's menu say of them, for each role."""

from dataclasses import dataclass

from bots.channel import Command as MenuEntry
from db.statuses import Role
from reminders.messages import render
from reminders.replies.commands import COMMANDS, Command, Topic


@dataclass(frozen=True)
class Usage:
    """A command and whether it is said to somebody who oversees agencies; its words are the catalogue's."""

    command: Command
    is_overseers: bool

    @property
    def name(self) -> str:
        """What follows the slash."""
        return self.command.name

    @property
    def argument(self) -> str:
        """What is written after it; "[…]" may be left out."""
        return render("words/argument", name=self.name, argument=self.command.argument, is_overseers=self.is_overseers)

    @property
    def description(self) -> str:
        """What it does."""
        return render("words/command", name=self.name, is_overseers=self.is_overseers)

    @property
    def line(self) -> str:
        """The command as it is shown: "/quahan [cơ quan]"."""
        return f"/{self.name} {self.argument}".strip()


def usages(role: Role) -> tuple[Usage, ...]:
    """Return the commands of the first help for officers of a role."""
    return tuple(one for one in _told(role) if role is not Role.COORDINATOR or Topic.FIRST in one.command.topics)


def menu(role: Role) -> tuple[MenuEntry, ...]:
    """Return the commands that mean something alone, as choosing one in a menu sends it without anything after it."""
    first = usages(role)
    found = [*first, *(one for one in _told(role) if one not in first)]
    return tuple(
        MenuEntry(name=one.name, description=one.description) for one in found if not one.command.argument.is_needed
    )


def _told(role: Role) -> list[Usage]:
    """Return all of which a help tells officers of a role."""
    is_overseers = role in (Role.COORDINATOR, Role.LEADER)
    found = [Usage(one, is_overseers) for one in COMMANDS if one.topics and role in one.whom.roles]
    return found if is_overseers else sorted(found, key=lambda one: not one.command.is_own)
