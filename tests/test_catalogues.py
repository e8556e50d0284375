"""What minimal content keeps from a foreign platform, and what every catalogue has words for."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import Session

from db.queries import items
from db.statuses import RemarkKind
from reminders.demo.personas import Persona, answer_to
from reminders.facts import ItemFacts, Stand, item_facts
from reminders.messages import Catalogue, render, speaking
from reminders.preview import BETWEEN, previews
from reminders.samples import SAMPLES
from reminders.samples.facts import ITEM, LATE
from reminders.settings import Settings
from reminders.workflow.replies import Intent, read_reply
from reminders.workflow.transitions import Action
from tests.rows import CALENDAR, a_district, at

MINIMAL = Catalogue(is_minimal=True)

OVERSEER = "the coordinator tells the agencies apart by their names"
ASKED = "the officer asked for this list, which may hold several agencies"
NAMES_AGENCIES = {
    **dict.fromkeys(("accepted", "desk", "extension_asked", "extension_decided", "no_request", "not_ours"), OVERSEER),
    **dict.fromkeys(("not_reassigned", "ours_again", "reassigned", "returned", "unreachable", "urged"), OVERSEER),
    **dict.fromkeys(("request_withdrawn", "waiting", "morning", "weekly"), OVERSEER),
    **dict.fromkeys(("due_soon", "overdue", "progress"), ASKED),
    **dict.fromkeys(("cancelled", "given", "link_codes", "no_codes", "order_draft", "order_unclear"), OVERSEER),
    **dict.fromkeys(("officer_added", "officer_draft", "officer_refused", "dissolved", "nobody_left"), OVERSEER),
    "unknown_agency": "the choice is between agencies",
    "deputy_refused": "the choice is between the people who bear the name that the officer wrote",
}
"""The templates that name agencies in minimal content, too, and why. Nothing else is let through anywhere."""

NO_CODE = "the coordinator speaks of a duty that has no item yet, and so no code, by its clause"
NAMES_CLAUSES = {
    **dict.fromkeys(("awaiting_event", "undated", "no_such_clause"), NO_CODE),
    **dict.fromkeys(("event_draft", "event_recorded", "date_draft", "date_assigned", "date_unclear"), NO_CODE),
}
"""The templates that name clauses in minimal content, too, and why."""

AGENCIES = {
    "agency",
    "coordinator",
    "scope",
    "before",
    "named",
    "suggested",
    "untold",
    "candidates",
    "about",
    "silent_names",
    "debts",
}
SECRETS = {"officer", "by", "gone", "readers", "plan", "clause", "reason", "text", "explanation", "document"} | {
    "officers",
    "deputy",
    "left",
    "sender",
    "instead_of",
}


def told(facts: Any, names: set[str]) -> Iterator[str]:
    """Yield every text under these names, however deep it lies in the facts of a sample."""
    if dataclasses.is_dataclass(facts) and not isinstance(facts, type):
        facts = {field.name: getattr(facts, field.name) for field in dataclasses.fields(facts)}
    if isinstance(facts, dict):
        for name, value in facts.items():
            listed = value if isinstance(value, list) else [value]
            listed = [one[0] if isinstance(one, tuple) and one else one for one in listed]
            yield from (one for one in listed if isinstance(one, str) and one and name in names)
            yield from told(value, names)
    elif isinstance(facts, list):
        for one in facts:
            yield from told(one, names)


@pytest.mark.parametrize(("name", "facts"), SAMPLES, ids=[f"{name} {n}" for n, (name, _) in enumerate(SAMPLES)])
def test_minimal_content_holds_no_name_no_source_and_no_reason(name: str, facts: dict[str, Any]) -> None:
    with speaking(MINIMAL):
        text = render(f"chat/{name}", **facts)
    names = SECRETS if name in NAMES_AGENCIES else SECRETS | AGENCIES
    names = names - {"plan", "clause"} if name in NAMES_CLAUSES else names
    assert [secret for secret in told(facts, names) if secret in text] == []


def test_only_templates_there_are_may_name_agencies() -> None:
    assert NAMES_AGENCIES.keys() | NAMES_CLAUSES.keys() <= {name for name, _ in SAMPLES}


def test_full_content_holds_what_minimal_content_leaves_out() -> None:
    """Lest the test above looks for what nobody says anyway."""
    texts = "\n".join(render(f"chat/{name}", **facts) for name, facts in SAMPLES)
    for secret in ("UBND xã Ia Dom", "Rơ Mah H'Bơ", "KH 135/KH-UBND, mục III.1", "mất điện", "thiếu phụ lục"):
        assert secret in texts


def facts_of(session: Session, title: str) -> ItemFacts:
    district = a_district(session)
    district.duty.title = title
    found = items.by_ids(session, [district.item.id or 0])[district.item.id or 0]
    return item_facts(found, code=3, alert=1, now=at("2021-10-01", "07:00"), calendar=CALENDAR)


LONG = "Gửi kế hoạch khắc phục, nâng cao Chỉ số cải cách hành chính về Phòng Nội vụ để tổng hợp"


def test_minimal_content_cuts_a_title_at_a_word_within_forty_characters(session: Session) -> None:
    with speaking(MINIMAL):
        title = facts_of(session, LONG).title
    assert title == "Gửi kế hoạch khắc phục, nâng cao Chỉ…"
    assert len(title) <= 40


def test_full_content_keeps_the_same_title(session: Session) -> None:
    assert facts_of(session, LONG).title == LONG


def test_every_standing_has_its_words() -> None:
    assert len({render("words/standing", stand=stand) for stand in Stand}) == len(Stand)


def test_a_catalogue_is_spoken_only_for_a_while_in_a_preview() -> None:
    with speaking(MINIMAL):
        assert "UBND xã Ia Dom" not in render("chat/reminder", item=ITEM)
    assert "UBND xã Ia Dom" in render("chat/reminder", item=ITEM)


def test_the_settings_choose_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings(_env_file=None).catalogue == Catalogue()  # type: ignore[call-arg]
    monkeypatch.setenv("NHACHAN_MINIMAL_CONTENT", "true")
    assert Settings(_env_file=None).catalogue == MINIMAL  # type: ignore[call-arg]


@pytest.mark.parametrize("catalogue", [Catalogue(), MINIMAL])
def test_the_people_of_the_demo_read_every_catalogue(catalogue: Catalogue) -> None:
    with speaking(catalogue):
        today = render("chat/reminder", item=dataclasses.replace(ITEM, days_left=0, is_last_day=True))
        one, late = render("chat/reminder", item=ITEM), render("chat/reminder", item=LATE)
        several = render("chat/digest", agency=ITEM.agency, items=[ITEM, LATE], shown=10)
    answers = [
        answer_to(Persona.PROMPT, one),
        answer_to(Persona.PROMPT, several),
        answer_to(Persona.LATE, late),
        answer_to(Persona.ORDERLY, today),
    ]
    assert [answer.text for answer in answers if answer] == ["Xong 3", "Xong 3, 12", "xong 12", "xong 3"]


@pytest.mark.parametrize("is_minimal", [False, True])
def test_our_own_text_sent_back_is_never_a_completion(is_minimal: bool) -> None:
    said = [text for texts in previews(Catalogue(is_minimal)).values() for text in texts.split(BETWEEN)]
    for text in (part for one in said for part in (one, *one.splitlines())):
        for codes in ([3, 12], [3], [12]):
            understood = read_reply(text, open_codes=codes, now=at("2021-10-04", "09:00"))
            assert not (understood.sure and any(act.intent is Intent.DONE for act in understood.acts)), text


@pytest.mark.parametrize(
    "deed", [*Action, *RemarkKind, "extension_granted", "assigned", "urged", "undo", "succeeded", "dissolved"]
)
def test_a_story_has_words_for_every_deed(deed: str) -> None:
    said = render("words/deed", action=str(deed), said=defaultdict(str))
    assert said != str(deed)
    assert "_" not in said


@pytest.mark.parametrize("kind", ["before", "same-day", "overdue", "asked", "escalated", "unreachable", "gone"])
def test_a_story_has_words_for_every_stage(kind: str) -> None:
    said = render("words/stage", stage=f"{kind}:2", kind=kind, number="2")
    assert said != f"{kind}:2"
