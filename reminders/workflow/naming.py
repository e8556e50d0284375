"""Shell: which agencies a coordinator or leader means by a name."""

from db.queries import register
from reminders.delivery.parcels import SHOWN
from reminders.messages import render
from reminders.plans.agencies import find
from reminders.workflow.talk import Conversation


def agencies_meant(talk: Conversation, about: str, command: str) -> set[int] | str:
    """Return the agency that is meant and all below it, as far as the officer may see; or what to ask instead."""
    scope = talk.scope
    spellings = {key: names for key, names in register.spellings(talk.session).items() if key in scope}
    meant = find(about, spellings, after=register.heirs(talk.session, on=talk.on))
    if len(meant) != 1:
        names = [spellings[key][0] for key in meant[:SHOWN]]
        return render("chat/unknown_agency", about=about, candidates=names, command=command)
    return register.subtree(talk.session, meant[0]) & scope
