"""Shell: which agencies a coordinator or leader means by a name."""

from db.queries import register
from reminders.delivery.parcels import SHOWN
from reminders.messages import render
from reminders.plans.agencies import find
from reminders.workflow.talk import Conversation


def agencies_meant(talk: Conversation, about: str, command: str) -> set[int] | str:
    """Return the agency that is meant and all below it, as far as the officer may see; or what to ask instead."""
    meant = agency_meant(talk, about, command)
    return meant if isinstance(meant, str) else and_below(talk, meant)


def and_below(talk: Conversation, agency_id: int) -> set[int]:
    """Return an agency and all below it, as far as the officer may see."""
    return register.subtree(talk.session, agency_id) & talk.scope


def agency_meant(talk: Conversation, about: str, command: str) -> int | str:
    """Return the agency that is meant, among those which the officer may see; or what to ask instead."""
    scope = talk.scope
    spellings = {key: names for key, names in register.spellings(talk.session).items() if key in scope}
    meant = find(about, spellings, after=register.heirs(talk.session, on=talk.on))
    if len(meant) != 1:
        names = [spellings[key][0] for key in meant[:SHOWN]]
        return render("chat/unknown_agency", about=about, candidates=names, command=command)
    return meant[0]
