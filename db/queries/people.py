"""Shell: questions about officers, and in which chats they are told."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from db.queries import responsible
from db.queries.bindings import whose, with_chats
from db.queries.responsible import Place
from db.statuses import BindingStatus, NoticeStatus, Role
from db.tables import Agency, ChatBinding, Notification, Officer


def chats_of(session: Session, officer_id: int) -> Sequence[ChatBinding]:
    """Return the linked chats of an officer, the first one linked first."""
    return _linked_chats(session, [officer_id]).get(officer_id, [])


def of_agency(session: Session, agency_id: int, roles: Collection[Role] = tuple(Role)) -> Sequence[Officer]:
    """Return the people of an agency who have one of these roles and have not left, in the order they were entered."""
    query = select(Officer).where(Officer.agency_id == agency_id, col(Officer.role).in_(roles))
    return session.exec(query.where(col(Officer.left_at).is_(None)).order_by(col(Officer.id))).all()


def present(session: Session) -> Sequence[Officer]:
    """Return everybody who has not left, in the order they were entered."""
    query = select(Officer).where(col(Officer.left_at).is_(None))
    return session.exec(query.order_by(col(Officer.id))).all()


@dataclass(frozen=True)
class Told:
    """Some officers and the chats in which each is told on a day: a deputy's during its period, else the own ones; of
    whoever is told only those on the preferred channel, if there are any.
    """

    officers: Sequence[Officer]
    chats: Mapping[int, Sequence[ChatBinding]]

    def recipients(self, agency_id: int) -> list[ChatBinding]:
        """Return the chats that are reminded of an agency's duties: its officers', else those of its coordinator and
        head.
        """
        own = [one for one in self.officers if one.agency_id == agency_id]
        officers = self.of([one for one in own if one.role is Role.OFFICER])
        return officers or self.of([one for one in own if one.role in (Role.COORDINATOR, Role.HEAD)])

    def heads(self, agency_id: int) -> list[ChatBinding]:
        """Return the chats of an agency's head, chosen as those of `recipients`."""
        return self.of([one for one in self.officers if one.agency_id == agency_id and one.role is Role.HEAD])

    def coordinators(self, agency_and_above: Collection[int]) -> list[ChatBinding]:
        """Return the chats of the coordinators in whose subtree an agency lies, given the agency and its ancestors."""
        coordinators = [one for one in self.officers if one.role is Role.COORDINATOR]
        return self.of([one for one in coordinators if (one.scope_id or one.agency_id) in agency_and_above])

    def of(self, officers: Iterable[Officer]) -> list[ChatBinding]:
        """Return the chats of some of the officers, each once."""
        found = {chat.id: chat for officer in officers for chat in self.chats[officer.id]}
        return [chat for _, chat in sorted(found.items())]


@dataclass(frozen=True)
class Reminded(Told):
    """Who is told, and who of an agency is `responsible` for which duty: not who is away and has no deputy that can be
    told.
    """

    responsible: Mapping[Place, int]

    def first(self, obligation_id: int, agency_id: int) -> list[ChatBinding]:
        """Return the chats that are reminded of one duty of an agency before it escalates: of who is responsible for
        it; all `recipients` where nobody is, or nobody can be told there.
        """
        chosen = self.responsible.get((obligation_id, agency_id))
        found = self.of([one for one in self.officers if one.id == chosen and one.agency_id == agency_id])
        return found or self.recipients(agency_id)


NOBODY = Reminded((), {}, {})


def told(session: Session, agency_ids: Collection[int], *, on: date) -> Told:
    """Return who is told on a day of what some agencies owe: their own people, and every coordinator."""
    of_agencies = and_(
        col(Officer.agency_id).in_(agency_ids), col(Officer.role).in_((Role.OFFICER, Role.COORDINATOR, Role.HEAD))
    )
    is_told = or_(of_agencies, col(Officer.role) == Role.COORDINATOR)
    query = select(Officer).where(col(Officer.left_at).is_(None), is_told)
    return _told(session, session.exec(query.order_by(col(Officer.id))).all(), on)


def reminded(session: Session, agency_ids: Collection[int], *, on: date) -> Reminded:
    """Return who is told as `told` does, and who is responsible for which duty."""
    found, named = told(session, agency_ids, on=on), responsible.of_agencies(session, agency_ids)
    away = [one for one in found.officers if is_away(one, on)] if named else []
    own = _linked_chats(session, {one.id for one in away})
    absent = {one.id for one in away if all(chat in own.get(one.id, ()) for chat in found.chats[one.id])}
    present = {place: key for place, key in named.items() if key not in absent}
    return Reminded(found.officers, found.chats, present)


def recipients(session: Session, agency_id: int, *, on: date) -> list[ChatBinding]:
    """Return the chats that are reminded of one agency's duties on a day, as `Told.recipients` says."""
    return told(session, [agency_id], on=on).recipients(agency_id)


def _told(session: Session, officers: Sequence[Officer], on: date) -> Told:
    deputies = _deputies(session, officers, on)
    chats = _linked_chats(session, {one.id for one in (*officers, *deputies.values())})

    def told_in(officer: Officer) -> list[ChatBinding]:
        instead = _deputys_chats(officer, deputies, chats)
        return _preferred(deputies[officer.id], instead) if instead else _preferred(officer, chats.get(officer.id, []))

    return Told(officers, {one.id: told_in(one) for one in officers})


def _preferred(officer: Officer, chats: list[ChatBinding]) -> list[ChatBinding]:
    return [one for one in chats if one.channel == officer.preferred_channel] or chats


def _deputies(session: Session, officers: Iterable[Officer], on: date) -> dict[int, Officer]:
    """Return who stands in on a day for each of some officers, by their id; of deputies the own deputy is not asked."""
    wanted = {one.id: one.deputy_id for one in officers if is_away(one, on)}
    if not wanted:
        return {}
    query = select(Officer).where(col(Officer.id).in_(set(wanted.values())), col(Officer.left_at).is_(None))
    found = {one.id: one for one in session.exec(query).all()}
    return {key: found[deputy] for key, deputy in wanted.items() if deputy in found}


def _linked_chats(session: Session, officer_ids: Collection[int]) -> dict[int, list[ChatBinding]]:
    """Return the linked chats of each of some officers, the first one linked first."""
    found: dict[int, list[ChatBinding]] = {}
    linked = whose()
    query = select(linked.c.officer_id, ChatBinding).join(linked, linked.c.binding_id == col(ChatBinding.id))
    query = query.where(linked.c.officer_id.in_(officer_ids), ChatBinding.status == BindingStatus.LINKED)
    for officer_id, chat in session.exec(query.order_by(col(ChatBinding.id))).all() if officer_ids else ():
        found.setdefault(officer_id, []).append(chat)
    return found


def _deputys_chats(
    officer: Officer, deputies: Mapping[int, Officer], chats: Mapping[int, list[ChatBinding]]
) -> list[ChatBinding]:
    deputy = deputies.get(officer.id)
    return [chat for chat in chats.get(deputy.id, []) if _may_show(chat, deputy, officer)] if deputy else []


def _may_show(chat: ChatBinding, deputy: Officer, officer: Officer) -> bool:
    """Return whether a deputy's chat may show an officer's items: a group is its own agency's and sees no other's."""
    is_same = deputy.agency_id == officer.agency_id and officer.role in (Role.OFFICER, Role.HEAD)
    return not chat.is_group or is_same


def is_away(officer: Officer, on: date) -> bool:
    """Return whether a deputy stands in for an officer on a day."""
    since, until = officer.deputy_from, officer.deputy_until
    return officer.deputy_id is not None and since is not None and until is not None and since <= on < until


def stood_in_for(session: Session, officer_ids: Collection[int], *, on: date) -> Sequence[Officer]:
    """Return for whom some officers stand in on a day; deputies of deputies do not count."""
    query = select(Officer).where(col(Officer.deputy_id).in_(officer_ids), col(Officer.left_at).is_(None))
    return [one for one in session.exec(query.order_by(col(Officer.id))).all() if is_away(one, on)]


def told_through(
    session: Session, bindings: Collection[ChatBinding], roles: Mapping[int, Sequence[Officer]], *, on: date
) -> dict[int, list[Officer]]:
    """Return the officers who are told through each of some chats on a day: whose it is by its `roles`, unless a deputy
    is, and who those deputise.
    """
    owners = {one.id: one for own in roles.values() for one in own}
    away = stood_in_for(session, owners, on=on) if owners else []
    deputies = _deputies(session, owners.values(), on)
    chats = _linked_chats(session, {one.id for one in deputies.values()})

    def told_in(binding: ChatBinding) -> list[Officer]:
        own = roles.get(binding.id, ())
        here = [one for one in own if not _deputys_chats(one, deputies, chats)]
        return here + [
            one for one in away for deputy in own if one.deputy_id == deputy.id and _may_show(binding, deputy, one)
        ]

    return {binding.id: told_in(binding) for binding in bindings}


def others_of(
    session: Session, bindings: Collection[ChatBinding], roles: Mapping[int, Sequence[Officer]]
) -> dict[int, list[ChatBinding]]:
    """Return for each of some chats the linked ones on other channels of whose it is by its `roles`."""
    chats = _linked_chats(session, {one.id for own in roles.values() for one in own})
    found: dict[int, list[ChatBinding]] = {}
    for binding in bindings:
        theirs = {chat.id: chat for one in roles.get(binding.id, ()) for chat in chats.get(one.id, [])}
        found[binding.id] = [chat for chat in theirs.values() if chat.channel != binding.channel]
    return found


def reminded_chats(
    session: Session, owed_by: Mapping[int, int], *, without: int, on: date
) -> dict[int, list[ChatBinding]]:
    """Return for each of some items, given with the agency that owes it, the chats of the agency and of who stands in
    for it on a day, `without` one, that were told of the item.
    """
    query = select(Notification.occurrence_id, Notification.binding_id).where(
        col(Notification.occurrence_id).in_(owed_by), Notification.status == NoticeStatus.SENT
    )
    sent = set(session.exec(query.where(Notification.binding_id != without).distinct()).all())
    if not sent:
        return {occurrence_id: [] for occurrence_id in owed_by}
    agencies = set(owed_by.values())
    here: dict[int, dict[int, ChatBinding]] = {agency: {} for agency in agencies}
    for officer, chat in with_chats(session, agencies):
        if chat and chat.status is BindingStatus.LINKED:
            here[officer.agency_id][chat.id] = chat
    standing_in = told(session, agencies, on=on)
    for agency in agencies:
        here[agency] |= {chat.id: chat for chat in standing_in.recipients(agency)}
    return {
        item: [chat for key, chat in sorted(here[agency].items()) if (item, key) in sent]
        for item, agency in owed_by.items()
    }


def unreachable_officers(session: Session, agency_ids: Collection[int]) -> dict[int, list[Officer]]:
    """Return the officers of each of some agencies of whom a chat refuses the bot."""
    linked = whose()
    query = (
        select(Officer)
        .join(linked, linked.c.officer_id == col(Officer.id))
        .join(ChatBinding, linked.c.binding_id == col(ChatBinding.id))
        .where(col(Officer.agency_id).in_(agency_ids), ChatBinding.status == BindingStatus.GONE)
    )
    found: dict[int, list[Officer]] = {}
    for officer in session.exec(query.order_by(col(ChatBinding.id))).all() if agency_ids else ():
        found.setdefault(officer.agency_id, []).append(officer)
    return found


def coordinator_chats(session: Session, agency_and_above: Collection[int], *, on: date) -> list[ChatBinding]:
    """Return the chats of the coordinators in whose subtree an agency lies, given the agency and its ancestors."""
    return told(session, [], on=on).coordinators(agency_and_above)


def admin_chats(session: Session, *, on: date) -> dict[int, Sequence[ChatBinding]]:
    """Return the chats of everybody who is told of trouble with the service, by their id: of the admins, on all their
    channels; where no admin has a chat, of the coordinators who coordinate everything.
    """
    query = select(Officer).where(col(Officer.left_at).is_(None))
    admins = session.exec(query.where(Officer.role == Role.ADMIN)).all()
    if found := _linked_chats(session, [one.id for one in admins]):
        return dict(found)
    scope = func.coalesce(Officer.scope_id, Officer.agency_id)
    of_all = query.join(Agency, col(Agency.id) == scope).where(col(Agency.parent_id).is_(None))
    coordinators = session.exec(of_all.where(Officer.role == Role.COORDINATOR)).all()
    told_in = _told(session, coordinators, on).chats
    return {key: chats for key, chats in told_in.items() if chats}


def own_chats(session: Session, officer: Officer, *, on: date) -> list[ChatBinding]:
    """Return the chats in which one person is told on a day: on the preferred channel, a deputy's during its period."""
    return [] if officer.left_at else _told(session, [officer], on).of([officer])


def undigested(session: Session, role: Role, morning: datetime) -> Sequence[Officer]:
    """Return the officers of a role who want digests and were not owed that of a morning, for this hand alone."""
    before = or_(col(Officer.digested_at).is_(None), col(Officer.digested_at) < morning)
    query = _readers(role).where(before)
    # PostgreSQL passes over those whom another process is owing theirs; SQLite has one writer at a time anyway.
    return session.exec(query.order_by(col(Officer.id)).with_for_update(key_share=True, skip_locked=True)).all()


def has_reader(session: Session, role: Role, *, on: date) -> bool:
    """Return whether somebody of a role wants digests and is told on a day in a chat, the own or a deputy's."""
    return any(_told(session, session.exec(_readers(role)).all(), on).chats.values())


def _readers(role: Role) -> SelectOfScalar[Officer]:
    return select(Officer).where(Officer.role == role, col(Officer.wants_digest), col(Officer.left_at).is_(None))
