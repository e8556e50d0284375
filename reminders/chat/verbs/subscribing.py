"""Shell: a coordinator or leader turns the own digest off and on, or asks which it is."""

from dataclasses import replace

from db.statuses import Role
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.chat.naming import role_meant, which_role
from reminders.chat.verbs.misreading import misread
from reminders.people.preferring import READERS, turn_digests
from reminders.replies import Ask

_WORDS = {"bat": True, "tat": False}


def subscribe(talk: Conversation, ask: Ask) -> Answer:
    """Return whether the officer gets digests, after doing what was asked: "tat", "bat", "" for nothing; who gets those
    of several agencies says of which.
    """
    switch, _, said = ask.about.partition(" ")
    readers = [one for one in talk.roles if one.role in READERS]
    if said and not talk.also:
        return misread(talk, "bantin", ask.about)
    meant = role_meant(talk, said) if said else readers[0] if len(readers) == 1 else None
    if meant not in readers:
        return which_role(talk, f"/bantin {switch or 'bat'}", readers)
    if switch in _WORDS:
        turn_digests(talk.session, meant, replace(talk.by(), actor=f"officer:{meant.id}"), is_on=_WORDS[switch])
    return to_self(talk, "digests_turned", is_weekly=meant.role is Role.LEADER, is_on=meant.wants_digest)
