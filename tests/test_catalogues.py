"""The catalogues beside the Vietnamese one: English, and what minimal content keeps from a foreign platform."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import Session

from db.queries import items
from db.statuses import Action, ItemStatus, NoticeKind, RemarkKind
from reminders.demo.personas import Persona, answer_to
from reminders.items.facts import ItemFacts, Stand, item_facts, standing
from reminders.messages import Catalogue, render, speaking
from reminders.notices.kinds import Kind
from reminders.preview import BETWEEN, previews
from reminders.replies import Intent, read_reply
from reminders.samples import SAMPLES
from reminders.samples.facts import ITEM, LATE
from reminders.settings import Settings
from schedules.notation import rule_to_dict
from schedules.rules import Quarterly
from tests.rows import CALENDAR, a_district, at

ENGLISH = Catalogue("en")
MINIMAL = Catalogue(is_minimal=True)
VIETNAMESE_LETTERS = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")

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

WRITTEN = {"event", "leads", "name", "parties", "phrase", "plans", "subject", "waits_for"}
WRITTEN |= {"example_agency", "example_deadline", "example_title"}
"""What stands in a document or was written by the coordinator, and is repeated as it is."""


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


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("name", "facts"), SAMPLES, ids=[f"{name} {n}" for n, (name, _) in enumerate(SAMPLES)])
def test_minimal_content_holds_no_name_no_source_and_no_reason(language: Any, name: str, facts: dict[str, Any]) -> None:
    with speaking(Catalogue(language, is_minimal=True)):
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
    found = items.by_ids(session, [district.item.id])[district.item.id]
    return item_facts(found, code=3, alert=1, now=at("2021-10-01", "07:00"), calendar=CALENDAR)


LONG = "Gửi kế hoạch khắc phục, nâng cao Chỉ số cải cách hành chính về Phòng Nội vụ để tổng hợp"


def test_minimal_content_cuts_a_title_at_a_word_within_forty_characters(session: Session) -> None:
    with speaking(MINIMAL):
        title = facts_of(session, LONG).title
    assert title == "Gửi kế hoạch khắc phục, nâng cao Chỉ…"
    assert len(title) <= 40


def test_full_content_keeps_the_same_title(session: Session) -> None:
    assert facts_of(session, LONG).title == LONG


def test_english_says_the_period_of_a_title_and_its_deadline(session: Session) -> None:
    district = a_district(session, period="2021-Q4", nominal_at=at("2021-12-31", "23:59"))
    district.duty.rule = rule_to_dict(Quarterly())
    found = items.by_ids(session, [district.item.id])[district.item.id]
    with speaking(ENGLISH):
        facts = item_facts(found, code=3, alert=1, now=at("2021-10-01", "07:00"), calendar=CALENDAR)
        assert facts.title.endswith("(Q4 2021)")
        assert facts.source.startswith("KH ")
        assert ", section " in facts.source


def without(text: str, said: str) -> str:
    """Return a text without what was said, whole or cut short ("Báo cáo kết quả…")."""
    cuts = (f"{said[:length].rstrip()}…" for length in range(len(said), 20, -1))
    return next((text.replace(one, "") for one in (said, *cuts) if one in text), text)


@pytest.mark.parametrize("name", sorted({name for name, _ in SAMPLES}))
def test_english_speaks_no_vietnamese_but_names(name: str) -> None:
    names = AGENCIES | SECRETS | WRITTEN | {"title"}
    with speaking(ENGLISH):
        for facts in (facts for one, facts in SAMPLES if one == name):
            text = render(f"chat/{name}", **facts).replace("Nhắc Hạn", "")
            for said in sorted(told(facts, names), key=len, reverse=True):
                text = without(text, said)
            assert set(text.lower()) & VIETNAMESE_LETTERS == set(), text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_standing_has_its_words(language: Any) -> None:
    with speaking(Catalogue(language)):
        assert len({render("words/standing", stand=stand) for stand in Stand}) == len(Stand)


def test_where_an_item_stands_is_said_in_english(session: Session) -> None:
    district = a_district(session, status=ItemStatus.ACCEPTED, completed_at=at("2021-10-06"))
    with speaking(ENGLISH):
        assert render("words/standing", stand=standing(district.item, at("2021-10-08"))) == "Done late"


def test_a_catalogue_is_spoken_only_for_a_while_in_a_preview() -> None:
    with speaking(ENGLISH):
        assert render("words/button", verb="done", code=3) == "Done 3"
    assert render("words/button", verb="done", code=3) == "Xong 3"


def test_the_settings_choose_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings(_env_file=None).catalogue == Catalogue("vi", is_minimal=False)  # type: ignore[call-arg]
    monkeypatch.setenv("NHACHAN_LANGUAGE", "en")
    monkeypatch.setenv("NHACHAN_MINIMAL_CONTENT", "true")
    assert Settings(_env_file=None).catalogue == Catalogue("en", is_minimal=True)  # type: ignore[call-arg]


@pytest.mark.parametrize("catalogue", [Catalogue(), MINIMAL, ENGLISH, Catalogue("en", is_minimal=True)])
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


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("is_minimal", [False, True])
def test_our_own_text_sent_back_is_never_a_completion(language: Any, is_minimal: bool) -> None:
    said = [text for texts in previews(Catalogue(language, is_minimal)).values() for text in texts.split(BETWEEN)]
    for text in (part for one in said for part in (one, *one.splitlines())):
        for codes in ([3, 12], [3], [12]):
            understood = read_reply(text, open_codes=codes, now=at("2021-10-04", "09:00"))
            assert not (understood.sure and any(act.intent is Intent.DONE for act in understood.acts)), text


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "deed", [*Action, *RemarkKind, "extension_granted", "assigned", "urged", "undo", "succeeded", "dissolved"]
)
def test_a_story_has_words_for_every_deed(language: Any, deed: str) -> None:
    with speaking(Catalogue(language)):
        said = render("words/deed", action=str(deed), said=defaultdict(str))
    assert said != str(deed)
    assert "_" not in said


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", sorted({*NoticeKind} - {NoticeKind.ANSWER, NoticeKind.LIST, NoticeKind.DIGEST}))
def test_a_story_has_words_for_every_stage(language: Any, kind: NoticeKind) -> None:
    with speaking(Catalogue(language)):
        said = render("words/stage", notice=Kind(kind, 2))
    assert said != f"{kind}:2"
