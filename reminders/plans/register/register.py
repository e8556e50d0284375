"""Pure: what a register says, as values: the plan, its agencies and groups, its obligations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class AgencyEntry:
    """An agency of the register."""

    key: str
    name: str
    short: str = ""
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GroupEntry:
    """A group of agencies."""

    key: str
    name: str
    members: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceEntry:
    """A place in the document that states a duty."""

    clause: str
    phrase: str
    line: int | None = None


@dataclass(frozen=True, kw_only=True)
class ObligationEntry:
    """A duty; `rule` and `terms` are in their canonical plain form."""

    clause: str
    title: str
    lead: tuple[str, ...]
    phrase: str
    rule: Mapping[str, Any]
    terms: Mapping[str, Any]
    sources: tuple[SourceEntry, ...]
    goal: str = ""
    cooperating: tuple[str, ...] = ()
    implementing: tuple[str, ...] = ()
    recipient: str | None = None
    ladder: str | None = None
    acceptance: str = "coordinator"
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanEntry:
    """The head of the document."""

    key: str
    number: str
    short: str
    title: str
    issuer: str
    issued_on: date
    coordinator: str | None = None


@dataclass(frozen=True, kw_only=True)
class Register:
    """Everything a register file says."""

    plan: PlanEntry
    agencies: tuple[AgencyEntry, ...]
    groups: tuple[GroupEntry, ...]
    obligations: tuple[ObligationEntry, ...]


class RegisterError(ValueError):
    """The register cannot be imported; `problems` says in Vietnamese all that is wrong, where, and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
