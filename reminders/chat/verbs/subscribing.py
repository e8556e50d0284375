"""Shell: a coordinator or leader turns the own digest off and on, or asks which it is."""

from db.statuses import Role
from reminders.chat.conversation import Answer, Conversation, to_self
from reminders.people.preferring import turn_digests
from reminders.replies import Ask

_WORDS = {"bat": True, "tat": False}


def subscribe(talk: Conversation, ask: Ask) -> Answer:
    """Return whether the officer gets digests, after doing what was asked: "tat", "bat", "" for nothing."""
    if ask.about in _WORDS:
        turn_digests(talk.session, talk.officer, talk.by(), is_on=_WORDS[ask.about])
    is_weekly = talk.officer.role is Role.LEADER
    return to_self(talk, "digests_turned", is_weekly=is_weekly, is_on=talk.officer.wants_digest)
