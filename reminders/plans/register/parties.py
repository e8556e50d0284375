"""Shell: the agencies and groups of a register go into the database, where other plans may know them already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, col, delete, select

from db.queries import register as stored
from db.tables import Agency, AgencyAlias, AgencyGroup, AgencyGroupMember
from reminders.agencies.agencies import Agencies
from reminders.agencies.loading import load_agencies
from reminders.plans.register.register import Register, RegisterError


@dataclass(frozen=True)
class Parties:
    """Ids by key; the keys of new agencies; the keys of groups whose members changed."""

    agencies: Mapping[str, int]
    groups: Mapping[str, int]
    added: list[str]
    changed_groups: set[str] = field(default_factory=set)


def write_parties(session: Session, register: Register) -> Parties:
    """Write agencies and groups. An agency that was renamed keeps its old name, and every alias, as an alias.

    RegisterError when a key or a name already means something else in the database.
    """
    before = load_agencies(session)
    if problems := list(_conflicts(before, register)):
        raise RegisterError(problems)
    agencies = _write_agencies(session, register)
    groups, changed = _write_groups(session, register, agencies, before)
    added = [entry.key for entry in register.agencies if before.keyed(entry.key) is None]
    return Parties(agencies, groups, added, changed)


def _conflicts(known: Agencies, register: Register) -> Iterator[str]:
    ours, on = {entry.key for entry in register.agencies}, register.plan.issued_on
    groups, ended = {group.key for group in known.groups.values()}, known.heirs(on)
    others = {one.key for key, one in known.by_id.items() if one.key not in ours and key not in ended}
    for entry in register.agencies:
        if entry.key in groups:
            yield f"Khóa '{entry.key}' đã là một nhóm cơ quan của kế hoạch nhập trước. Đặt key khác cho cơ quan này."
        for name in dict.fromkeys((entry.name, entry.short, *entry.aliases)):
            for owner in others.intersection(known[key].key for key in known.called(name, on=on)):
                yield f"'{name}' đã là tên của cơ quan '{owner}'. Dùng key '{owner}' thay cho '{entry.key}'."
    for group in register.groups:
        if group.key in others:
            yield f"Khóa '{group.key}' đã là một cơ quan của kế hoạch nhập trước. Đặt key khác cho nhóm này."


def _write_agencies(session: Session, register: Register) -> dict[str, int]:
    rows = {row.key: row for row in stored.agencies(session)}
    former: dict[str, str] = {}
    for entry in register.agencies:
        row = rows.setdefault(entry.key, Agency(key=entry.key, name=entry.name))
        if row.name != entry.name and row.valid_until is None:
            former[entry.key], row.name = row.name, entry.name
        session.add(row)
    session.flush()
    ids = {key: row.id for key, row in rows.items()}
    known = load_agencies(session)
    for entry in register.agencies:
        if entry.parent:
            rows[entry.key].parent_id = ids[entry.parent]
        for name in dict.fromkeys((former.get(entry.key, ""), entry.short, *entry.aliases)):
            if name and name not in known[ids[entry.key]].names:
                session.add(AgencyAlias(agency_id=ids[entry.key], name=name))
    session.flush()
    return ids


def _write_groups(
    session: Session, register: Register, agencies: Mapping[str, int], before: Agencies
) -> tuple[dict[str, int], set[str]]:
    rows = {row.key: row for row in session.exec(select(AgencyGroup)).all()}
    changed = set()
    for entry in register.groups:
        row = rows.setdefault(entry.key, AgencyGroup(key=entry.key, name=entry.name))
        row.name = entry.name
        session.add(row)
        session.flush()
        members = {agencies[member] for member in entry.members}
        known = before.groups.get(row.id)
        if members != set(known.members if known else ()):
            changed.add(entry.key)
            session.exec(delete(AgencyGroupMember).where(col(AgencyGroupMember.group_id) == row.id))
            session.add_all(AgencyGroupMember(group_id=row.id, agency_id=member) for member in sorted(members))
    session.flush()
    return {key: row.id for key, row in rows.items()}, changed
