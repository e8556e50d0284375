"""Shell: which agencies, items and duties are meant, of those that an officer may see or speak of."""

from collections.abc import Collection

from db.queries import register
from db.tables import Obligation, Officer, Plan
from reminders.agencies.agencies import AgencyFacts
from reminders.agencies.directory import Directory, Party
from reminders.agencies.scope import OVERSEERS, scope_of
from reminders.chat.conversation import Conversation, Named, named
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


def overseer(talk: Conversation) -> Officer:
    """Return who oversees here, the officer or somebody they stand in for; the officer if nobody does."""
    return next((one for one in talk.officers if one.role in OVERSEERS), talk.officer)


def scope_name(talk: Conversation) -> str:
    """Return what that one oversees is called."""
    found = overseer(talk)
    return talk.all_agencies[found.scope_id or found.agency_id].name


def own_scope(talk: Conversation) -> set[int]:
    """Return the agencies that the officer may give orders to: by the own right, not as somebody's deputy."""
    return scope_of(talk.all_agencies, [talk.officer])


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
