"""Shell: "/huylienket": an officer gives up the chat; asked once more, for silence is easily ordered by mistake.

Who is an officer of several agencies gives up one of them, or all.
"""

from dataclasses import replace

from db.tables import Officer
from reminders.chat.conversation import Answer, Conversation, button_of, to_self
from reminders.chat.naming import role_meant, which_role
from reminders.chat.verbs.misreading import misread
from reminders.messages import render
from reminders.people.chats import unlink_chat
from reminders.replies import Unlink, button_command
from schedules.letters import fold

ALL = "tat ca"


def unlink(talk: Conversation, wish: Unlink) -> list[Answer]:
    """Ask whether it is meant, or do it: the chat is a stranger's again, or the other agencies' alone."""
    roles = _meant(talk, wish)
    if roles is None:
        return [misread(talk, "huylienket", wish.said)]
    if not roles:
        asked = which_role(talk, "/huylienket", talk.roles)
        return [replace(asked, text=f"{asked.text}\n/huylienket tất cả")]
    if not wish.is_confirmed or wish.chat not in (None, talk.chat_id):
        return [_asked(talk, roles)]
    for role in roles:
        unlink_chat(talk.session, talk.binding, role, replace(talk.by(), actor=f"officer:{role.id}"))
    left = [talk.all_agencies[one.agency_id].name for one in talk.roles if one not in roles]
    return [to_self(talk, "unlinked", **_whose(talk, roles), still=left)]


def _meant(talk: Conversation, wish: Unlink) -> list[Officer] | None:
    """Return the roles that are to be given up, none where it has to be asked which; None for words that name none."""
    if wish.role is not None:
        return [one for one in talk.roles if one.id == wish.role] or None
    if fold(wish.said) == ALL or not (talk.also or wish.said):
        return talk.roles
    role = role_meant(talk, wish.said)
    return [role] if role else [] if talk.also else None


def _asked(talk: Conversation, roles: list[Officer]) -> Answer:
    """Return the question whether it is meant; of several roles the answer says which."""
    whose, button = _whose(talk, roles), button_command("huylienket", talk.chat_id)
    words = ""
    if len(roles) < len(talk.roles):
        words, button = whose["agency"], button_command("thoivai", roles[0].id)
    elif talk.also:
        words = "tất cả"
    asked = to_self(talk, "unlink_asked", **whose, words=words.upper())
    return replace(asked, buttons=((button_of("unlink", button),),))


def _whose(talk: Conversation, roles: list[Officer]) -> dict[str, str]:
    names = [talk.all_agencies[one.agency_id].name for one in roles]
    return {"agency": render("words/agencies", names=names), "officer": roles[0].name}
