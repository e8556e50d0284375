"""What minimal content keeps from a foreign platform, and what every catalogue has words for."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import Session

from db.queries import items
from db.statuses import Action, NoticeKind, RemarkKind
from reminders.demo.personas import Persona, answer_to
from reminders.items.facts import ItemFacts, Stand, item_facts
from reminders.messages import render, speaking
from reminders.minimal import NAMES_AGENCIES, NAMES_CLAUSES, NAMES_FILES
from reminders.notices.kinds import Kind
from reminders.preview import BETWEEN, previews
from reminders.replies import Intent, read_reply
from reminders.samples import SAMPLES
from reminders.samples.facts import ITEM, LATE
from tests.rows import CALENDAR, a_district, at

AGENCIES = {"agency", "coordinator", "scope", "before", "named", "suggested", "untold", "candidates", "about"}
AGENCIES |= {"silent_names", "debts"}
SECRETS = {"officer", "officers", "by", "gone", "readers", "deputy", "left", "sender", "instead_of", "plan", "clause"}
SECRETS |= {"reason", "text", "explanation", "document"}


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


def leaks(name: str, facts: dict[str, Any]) -> Iterator[str]:
    """Yield what a sample's text says of what it has to keep."""
    text = render(f"chat/{name}", **facts)
    names = SECRETS if name in NAMES_AGENCIES else SECRETS | AGENCIES
    names = names - {"plan", "clause"} if name in NAMES_CLAUSES else names
    names = names | {"name"} if name in NAMES_FILES else names
    yield from (secret for secret in told(facts, names) if secret in text)


def test_minimal_content_holds_no_name_no_source_and_no_reason() -> None:
    with speaking(minimal=True):
        assert [(name, secret) for name, facts in SAMPLES for secret in leaks(name, facts)] == []


def test_only_templates_there_are_may_name_agencies() -> None:
    assert {name for name, _ in SAMPLES} >= NAMES_AGENCIES | NAMES_CLAUSES | NAMES_FILES


def test_full_content_holds_what_minimal_content_leaves_out() -> None:
    """Lest the test above looks for what nobody says anyway."""
    texts = "\n".join(render(f"chat/{name}", **facts) for name, facts in SAMPLES)
    for secret in ("UBND xã Ia Dom", "Rơ Mah H'Bơ", "KH 135/KH-UBND, mục III.1", "mất điện", "thiếu phụ lục"):
        assert secret in texts


def test_words_by_themselves_are_not_cut_for_they_are_kept_in_the_database() -> None:
    with speaking(minimal=True):
        assert render("words/deputy", deputy="Siu Hyin", officer="Kpă Tuấn") == "Siu Hyin (thay Kpă Tuấn)"


def cancelled(**said: str) -> str:
    by: dict[str, Any] = {"actor": "cycle", "officer": "", "agency": "", "sender": "", "instead_of": ""}
    return render("words/act", **by, action="cancel", said=defaultdict(str, said))


def test_where_an_item_went_that_its_agency_has_no_more_is_said_from_names() -> None:
    merged = {"agency": "UBND xã Ia Dơk", "agency_before": "UBND xã Ia Kla"}
    assert [
        cancelled(agency="UBND xã Ia Dơk"),
        cancelled(**merged, has_it="False"),
        cancelled(**merged, has_it="True"),
        cancelled(reason="giao nhầm"),
    ] == [
        "Hệ thống thôi giao việc này: chuyển cho UBND xã Ia Dơk",
        "Hệ thống thôi giao việc này: UBND xã Ia Kla sáp nhập vào UBND xã Ia Dơk",
        "Hệ thống thôi giao việc này: UBND xã Ia Kla sáp nhập vào UBND xã Ia Dơk, đã có việc cùng kỳ",
        "Hệ thống thôi giao việc này: giao nhầm",
    ]


def facts_of(session: Session, title: str) -> ItemFacts:
    district = a_district(session)
    district.duty.title = title
    found = items.by_ids(session, [district.item.id])[district.item.id]
    return item_facts(found, code=3, alert=1, now=at("2021-10-01", "07:00"), calendar=CALENDAR)


LONG = "Gửi kế hoạch khắc phục, nâng cao Chỉ số cải cách hành chính về Phòng Nội vụ để tổng hợp"


def test_minimal_content_cuts_a_title_at_a_word_within_forty_characters(session: Session) -> None:
    item = facts_of(session, LONG)
    with speaking(minimal=True):
        text = render("chat/evidence_file", item=item)
    assert text == "Minh chứng của việc 3: Gửi kế hoạch khắc phục, nâng cao Chỉ…"
    assert render("chat/evidence_file", item=item) == f"Minh chứng của việc 3: {LONG}"


def test_every_standing_has_its_words() -> None:
    assert len({render("words/standing", stand=stand) for stand in Stand}) == len(Stand)


def test_a_catalogue_is_spoken_only_for_a_while_in_a_preview() -> None:
    with speaking(minimal=True):
        assert "UBND xã Ia Dom" not in render("chat/reminder", item=ITEM, besides=0, group="")
    assert "UBND xã Ia Dom" in render("chat/reminder", item=ITEM, besides=0, group="")


@pytest.mark.parametrize("is_minimal", [False, True])
def test_the_people_of_the_demo_read_every_catalogue(is_minimal: bool) -> None:
    with speaking(minimal=is_minimal):
        today = render(
            "chat/reminder", item=dataclasses.replace(ITEM, days_left=0, is_last_day=True), besides=0, group=""
        )
        one, late = (
            render("chat/reminder", item=ITEM, besides=0, group=""),
            render("chat/reminder", item=LATE, besides=0, group=""),
        )
        several = render("chat/digest", agency=ITEM.agency, items=[ITEM, LATE], overdue=1, group="", shown=10)
    answers = [
        answer_to(Persona.PROMPT, one),
        answer_to(Persona.PROMPT, several),
        answer_to(Persona.LATE, late),
        answer_to(Persona.ORDERLY, today),
    ]
    assert [answer.text for answer in answers if answer] == ["Xong 3", "Xong 3, 12", "xong 12", "xong 3"]


def is_surely_done(text: str, codes: list[int]) -> bool:
    understood = read_reply(text, open_codes=codes, now=at("2021-10-04", "09:00"))
    return understood.sure and any(act.intent is Intent.DONE for act in understood.acts)


def test_our_own_text_sent_back_is_never_a_completion() -> None:
    catalogues = (previews(), previews(minimal=True))
    said = [text for catalogue in catalogues for texts in catalogue.values() for text in texts.split(BETWEEN)]
    parts = {part for text in said for part in (text, *text.splitlines())}
    assert [text for text in parts for codes in ([3, 12], [3], [12]) if is_surely_done(text, codes)] == []


def test_a_story_has_words_for_every_deed() -> None:
    others = ("extension_granted", "assigned", "urged", "undo", "succeeded", "dissolved")
    said = {str(deed): render("words/deed", action=str(deed), said=defaultdict(str)) for deed in (*Action, *RemarkKind)}
    said |= {deed: render("words/deed", action=deed, said=defaultdict(str)) for deed in others}
    assert [deed for deed, words in said.items() if words == deed or "_" in words] == []


def test_a_story_has_words_for_every_kind_of_notice_about_an_item() -> None:
    kinds = [Kind(name, 2) for name in {*NoticeKind} - {NoticeKind.ANSWER, NoticeKind.LIST, NoticeKind.DIGEST}]
    assert [kind for kind in kinds if render("words/stage", notice=kind) == kind.text] == []
