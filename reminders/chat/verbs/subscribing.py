"""Shell: a coordinator or leader turns the own digest off and on, or asks which it is."""

from db.statuses import Role
from reminders.chat.conversation import Conversation
from reminders.messages import render
from reminders.people.preferring import turn_digests

_WORDS = {"bat": True, "tat": False}


def subscribe(talk: Conversation, about: str) -> str:
    """Return whether the officer gets digests, after doing what was asked: "tat", "bat", "" for nothing."""
    if about in _WORDS:
        turn_digests(talk.session, talk.officer, talk.by(), is_on=_WORDS[about])
    is_weekly = talk.officer.role is Role.LEADER
    return render("chat/digests_turned", is_weekly=is_weekly, is_on=talk.officer.wants_digest)
