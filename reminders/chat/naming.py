"""Shell: which agencies, items and duties are meant, of those that an officer may see or speak of."""

from collections.abc import Collection

from db.queries import register
from db.statuses import Role
from db.tables import Obligation, Officer, Plan
from reminders.agencies.agencies import AgencyFacts
from reminders.agencies.directory import Directory, Party
from reminders.agencies.finding import find
from reminders.agencies.scope import OVERSEERS, coordinated, scope_of
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.named import Named, named
from reminders.delivery.wording import SHOWN
from reminders.messages import render


def agencies_meant(talk: Conversation, about: str, command: str) -> set[int] | str:
    """Return the agency that is meant and all below it, as far as the officer may see; or what to ask instead."""
    meant = agency_meant(talk, about, command)
    return meant if isinstance(meant, str) else and_below(talk, meant.id)


def and_below(talk: Conversation, agency_id: int) -> set[int]:
    """Return an agency and all below it, as far as the officer may see."""
    return talk.all_agencies.subtree(agency_id) & talk.scope


def agency_meant(
    talk: Conversation, about: str, command: str, scope: Collection[int] | None = None
) -> AgencyFacts | str:
    """Return the one agency that is meant, in a scope (all that the officer may see); or what to ask instead."""
    known, scope = talk.all_agencies, talk.scope if scope is None else scope
    meant = known.meant(about, on=talk.on, within=scope)
    if len(meant) != 1:
        names = [known[key].name for key in meant[:SHOWN]]
        return render("chat/unknown_agency", about=about, candidates=names, command=command)
    return known[meant[0]]


def role_meant(talk: Conversation, said: str) -> Officer | None:
    """Return the role of the officer that words name by its agency; the only one without words; None: it is unclear."""
    names = {one.id: talk.all_agencies[one.agency_id].names for one in talk.roles}
    found = find(said, names) if said else [one.id for one in talk.roles]
    return next(one for one in talk.roles if one.id == found[0]) if len(found) == 1 else None


def which_role(talk: Conversation, command: str, among: Collection[Officer], *, rest: str = "") -> Answer:
    """Return the question for which agency a command is meant, with the command for each."""
    lines = [f"{command} {talk.all_agencies[one.agency_id].name}{rest}" for one in among]
    return to_self(talk, "which_role", candidates=lines)


def overseer(talk: Conversation) -> Officer:
    """Return who oversees here, the officer or somebody they stand in for; the officer if nobody does."""
    return next((one for one in talk.officers if one.role in OVERSEERS), talk.officer)


def scope_name(talk: Conversation) -> str:
    """Return what is seen here is called: what that one oversees, and what else the officer is."""
    seen = [overseer(talk), *talk.roles] if talk.also else [overseer(talk)]
    names = [talk.all_agencies[one.scope_id or one.agency_id].name for one in seen]
    return render("words/agencies", names=list(dict.fromkeys(names)))


def coordinating(talk: Conversation, agencies: Collection[int | None]) -> Conversation:
    """Return the conversation as led by that role of the officer who coordinates some agencies, or any."""
    known = talk.all_agencies
    own = [one for one in talk.roles if one.role is Role.COORDINATOR]
    return talk.speaking_as(
        next((one for one in own if coordinated(known, [one]).issuperset(agencies)), (own or talk.roles)[0])
    )


def members(talk: Conversation, parties: Collection[Party]) -> set[int]:
    """Return the agencies that parties of an order are."""
    groups = talk.all_agencies.groups
    return {key for one in parties for key in (groups[one.id].members if one.is_group else [one.id])}


def own_scope(talk: Conversation) -> set[int]:
    """Return the agencies that the officer may give orders to: by the own right, not as somebody's deputy."""
    return coordinated(talk.all_agencies, talk.roles) or scope_of(talk.all_agencies, talk.roles)


def visible(talk: Conversation, about: str) -> Named:
    """Return what is named by a code of this chat ("12") or a number of ours ("#45"), if the officer may see it."""
    number = about.removeprefix("#")
    code = int(number) if number.isascii() and number.isdigit() else 0
    [meant] = named(talk, [code], [code] if number != about else ())
    may_see = meant.item and meant.item.occurrence.agency_id in talk.scope
    return meant if may_see else Named(meant.code, None)


def directory(talk: Conversation) -> Directory:
    """Return the agencies that the officer may see, and the groups all of whose members are among them."""
    known, scope = talk.all_agencies, own_scope(talk)
    ended = known.heirs(talk.on)
    parties = {Party(one.id, one.name): one.names for one in known.by_id.values() if one.id in scope - ended.keys()}
    for group in known.groups.values():
        if group.members and scope.issuperset(group.members):
            parties[Party(group.id, group.name, is_group=True)] = (group.name,)
    foreign = [name for one in known.by_id.values() if one.id not in scope for name in one.names]
    return Directory(parties, foreign=foreign)


def duties(talk: Conversation) -> list[tuple[Obligation, Plan]]:
    """Return the duties in force of the plans that the officer's agency, or one below it, coordinates."""
    return register.coordinated(talk.session, own_scope(talk))
