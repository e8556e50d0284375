"""Shell: what decides on claimed notices, asked of the database once for all of their chats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db import outbox
from db.queries import bindings, items, people, periods
from db.queries.items import Item
from db.queries.people import NOBODY, Reminded
from db.statuses import NoticeStatus
from db.tables import ChatBinding, Notification, Officer
from reminders.items.debts import Debts, debts_of
from schedules.zone import local, local_date


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """`roles` says whose each chat is; `officers` are told through it; `told` says in which chats an agency is;
    `elsewhere` what became of a notice, by its id, in the same person's other chats; `sent_today` how many messages
    each chat got; `debts` what is late of the same duties.
    """

    bindings: Mapping[int, ChatBinding]
    items: Mapping[int, Item]
    roles: Mapping[int, Sequence[Officer]]
    officers: Mapping[int, Sequence[Officer]]
    told: Reminded
    elsewhere: Mapping[int, set[NoticeStatus]]
    sent_today: Mapping[int, int]
    debts: Debts

    def item(self, row: Notification) -> Item | None:
        """Return the item that a notice is about."""
        return self.items.get(row.occurrence_id or 0)

    def own_agencies(self, chat: int) -> set[int]:
        """Return the agencies of which whose a chat is are an officer."""
        return {one.agency_id for one in self.roles.get(chat, ())}


def read_claimed(session: Session, rows: Sequence[Notification], *, now: datetime) -> Claimed:
    """Return what is known of notices at this moment; a dozen statements, however many they are."""
    on = local_date(now)
    notices = [row for row in rows if row.text is None]  # of an answer nothing is asked but its chat
    chats = {one.id: one for one in bindings.by_ids(session, {row.binding_id for row in rows})}
    found = items.by_ids(session, {row.occurrence_id for row in notices if row.occurrence_id})
    told_in = [chats[key] for key in sorted({row.binding_id for row in notices})]
    roles = bindings.roles(session, {one.id for one in told_in})
    owing = {item.agency.id for item in found.values()}
    return Claimed(
        bindings=chats,
        items=found,
        roles=roles,
        officers=people.told_through(session, told_in, roles, on=on),
        told=people.reminded(session, owing, on=on) if owing else NOBODY,
        elsewhere=_elsewhere(session, notices, people.others_of(session, told_in, roles)),
        sent_today=outbox.messages_sent_since(session, [one.id for one in told_in], local(on)),
        debts=debts_of(periods.late(session, [item.occurrence for item in found.values()], now=now)),
    )


def _elsewhere(
    session: Session, notices: Sequence[Notification], others: Mapping[int, Sequence[ChatBinding]]
) -> Mapping[int, set[NoticeStatus]]:
    beside = {row.id: (row, {one.id for one in others[row.binding_id]}) for row in notices}
    return outbox.elsewhere(session, beside)
