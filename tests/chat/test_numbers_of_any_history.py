"""Whatever is written in whatever order over three months: an answer changes only what its chat was shown for it.

The steps are words with numbers that were shown and others, replies to earlier messages, edits, presses of buttons,
and time that passes. `HISTORIES` of them are lived through each time; to try thousands, write another number there. A
history that fails is told as it is: to have it made shorter, which takes minutes, add `Phase.shrink` to the phases.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bots.channel import Incoming
from db.statuses import ItemStatus
from tests.chat.histories import CHATS, COORDINATOR, START, TITLES, Office, State, an_office
from tests.chat.reading_texts import Text, read

HISTORIES = 7
LONGEST = timedelta(days=90)
KEPT = timedelta(days=30)
DAY = timedelta(days=1)

OFFICERS = (
    *("xong {a}", "xong {a}", "xong {a}, {b}", "{a} xong r ạ", "chưa xong {a}", "nhận {a}", "gia hạn {a} thêm 3 ngày"),
    *("{a} không phát sinh", "việc {a} không phải của xã em", "{a}", "xong {a} chưa", "xong", "xong hết rồi", "đúng"),
    *("ok", "xong cả 2 việc", "hủy", "hủy hết", "hủy {a}", "xin thêm 2 ngày", "không phát sinh", "không", "/viec"),
    *("/viec trang 2", "xem tiếp", "làm sao", "xong {a} cả kỳ", "xong {a} kỳ {d}", "kỳ {d}", "cả", "/quahan", "đúng"),
    *("lý do {a} mất điện", "{a} chưa xong, mai em gửi", "chưa xong", "đúng", "nhận hết", "xong {a}-{c}"),
)
COORDINATORS = (
    *("duyệt {a}", "duyệt {a}, {b}", "duyệt {a}-{c}", "trả lại {a} thiếu số liệu", "trả lại {a}-{c} sai mẫu", "{a}"),
    *("từ chối {a} đủ thời gian", "/thoiviec {a} trùng", "duyệt", "duyệt tất cả", "duyệt Ia Dom", "duyệt trang này"),
    *("đúng", "không", "trả lại thiếu phụ lục", "trả lại hết thiếu phụ lục", "xong {a}", "xong {a} thay Ia Dom"),
    *("/choduyet", "/choduyet", "/quahan", "xem tiếp", "/choduyet trang 2", "/quahan Ia Dom", "ok", "đúng", "cả"),
    *("/giaolai {a} Ia Pnôn", "xong hết", "hủy {a}", "xong thay Ia Dom", "duyệt tất cả", "duyệt {a}", "đúng"),
)
DONE = (ItemStatus.SUBMITTED, ItemStatus.ACCEPTED)
WAYS = ("writes", "writes", "writes", "writes", "replies", "edits", "presses")
YES = ("đúng", "ok", "cả")
WAITS = st.one_of(
    st.builds(timedelta, minutes=st.integers(1, 20)),
    st.builds(timedelta, hours=st.integers(1, 30)),
    st.builds(timedelta, days=st.integers(1, 40)),
)


@dataclass(frozen=True)
class Step:
    """Somebody writes: the words of their role by `words`, the numbers by `a`, `b`, to what by `b`; time passes."""

    who: str
    words: int
    a: int
    b: int
    way: str
    waits: timedelta | None


STEPS = st.lists(
    st.builds(
        Step,
        who=st.sampled_from(["hoa", "hoa", "lan", "nam", COORDINATOR, COORDINATOR]),
        words=st.integers(0, len(OFFICERS) * len(COORDINATORS) - 1),
        a=st.integers(0, 99),
        b=st.integers(0, 99),
        way=st.sampled_from(
            ["writes", "writes", "writes", "writes", "writes", "replies", "replies", "edits", "presses"]
        ),
        waits=st.none() | st.none() | WAITS,
    ),
    min_size=12,
    max_size=30,
)


@dataclass(frozen=True)
class Said:
    """What somebody does: a message, the numbers and days that its words name, the text it replies to or stands under,
    and what its earlier wordings have changed.
    """

    message: Incoming
    numbers: frozenset[int] = frozenset()
    days: frozenset[str] = frozenset()
    under: Text | None = None
    done: frozenset[int] = frozenset()

    @property
    def is_yes(self) -> bool:
        """Whether it may answer a question."""
        return self.message.text in YES


@dataclass
class Person:
    """What somebody may believe who reads one chat, and nothing else."""

    chat: str
    texts: list[Text] = field(default_factory=list)
    readings: dict[int, list[tuple[datetime, frozenset[int]]]] = field(default_factory=dict)
    groups: set[int] = field(default_factory=set)  # the newest periods of what was shown as several
    shown: dict[str, frozenset[int]] = field(default_factory=dict)  # the items of each text
    said: Said | None = None

    def gets(self, text: Text, office: Office, states: dict[int, State]) -> None:
        """Read a text: no number may stand for two items in it, nor for another than within the last thirty days."""
        numbers = set()
        for one in read(text.said, TITLES):
            ids = office.meant(one, self.chat, states)
            assert ids, f"there is no such item: {one} in\n{text.said}"
            self.readings.setdefault(one.number, []).append((text.at, ids))
            numbers.add(one.number)
            meant = self.means(one.number, text.at)
            assert meant, f"{one.number} was another item before, in {self.chat}:\n{text.said}"
            self.groups |= meant if one.is_group else set()
        waiting = {key for key, one in states.items() if one.waits} if "Duyệt cả" in text.said else set()
        self.shown[text.number] = frozenset().union(waiting, *(self.means(number, text.at) for number in numbers))
        self.texts.append(text)

    def means(self, number: int, now: datetime) -> frozenset[int]:
        """Return the item that a number was shown for within thirty days: several, where its texts left that open."""
        lately = [ids for at, ids in self.readings.get(number, ()) if at > now - KEPT]
        return frozenset.intersection(*lately) if lately else frozenset()

    def known(self, now: datetime) -> frozenset[int]:
        """Return all that was shown within thirty days."""
        return frozenset().union(*(self.means(number, now) for number in self.readings))

    def number(self, pick: int) -> int:
        """Return a number: half of the time one of the last text that has any, else one shown before, or any."""
        latest = next((found for text in reversed(self.texts) if (found := read(text.said, TITLES))), [])
        shown = [one.number for one in latest] if pick < 50 else sorted(self.readings) if pick < 85 else []
        return shown[pick % len(shown)] if shown else pick % 40 + 1

    def last_question(self, now: datetime) -> Text | None:
        """Return what was asked, if nothing was answered since."""
        last = next((text for text in reversed(self.texts) if text.is_answer), None)
        return last if last and last.asks and last.at > now - DAY else None


def says(step: Step, person: Person, now: datetime, count: int) -> Said:
    """Return what somebody does in a step."""
    new = Incoming(
        channel="telegram", update_id=f"u{count}", chat_id=step.who, text="", sent_at=now, message_id=f"w{count}"
    )
    recent = person.texts[-1 - step.b % 8 :][:1] if person.texts else []
    if step.way == "presses":
        pressed = [(text, command) for text in recent for command in text.commands]
        if pressed:
            under, command = pressed[step.a % len(pressed)]
            return Said(replace(new, text=command, pressed=True, sent_at=None, message_id=None), under=under)
    text, numbers, days = worded(step, person)
    if person.last_question(now) and step.a % 2:
        text, numbers = YES[step.b % len(YES)], frozenset()
    before = person.said
    if step.way == "edits" and before and before.message.message_id:
        message = replace(before.message, text=text, update_id=new.update_id, edited_at=now)
        return Said(message, numbers, days, before.under, before.done)
    if step.way == "replies" and recent:
        return Said(replace(new, text=text, reply_to=recent[0].number), numbers, days, recent[0])
    return Said(replace(new, text=text), numbers, days)


def worded(step: Step, person: Person) -> tuple[str, frozenset[int], frozenset[str]]:
    """Return what is written, the numbers and the days in it."""
    known: tuple[str, ...] = COORDINATORS if step.who == COORDINATOR else OFFICERS
    if step.way == "replies":
        known = tuple(words for words in known if "{" not in words)
    template = known[step.words % len(known)]
    a, b, c = person.number(step.a), person.number(step.b), person.number(step.a) + step.b % 4 + 1
    day = f"{START + timedelta(days=3 + 7 * (step.b % 10)):%d/%m}"
    named = {number for number, name in ((a, "{a}"), (b, "{b}")) if name in template}
    named |= set(range(a, c + 1)) if "{c}" in template else set()
    days = {day} if "{d}" in template else set()
    return template.format(a=a, b=b, c=c, d=day), frozenset(named), frozenset(days)


def may_change(said: Said, person: Person, before: dict[int, State], office: Office) -> tuple[str, frozenset[int]]:
    """Return what a message may change of what its chat was shown, and by what it is meant: its numbers; else what it
    replies to; else the question it answers; else the one item shown last, or the only one that is open.
    """
    now = office.clock.now()
    if said.numbers:
        meant = frozenset().union(*(person.means(number, now) for number in said.numbers))
        return "number", meant | beside(said, meant & person.groups, before, office)
    if said.under and (said.message.pressed or person.shown[said.under.number]):
        return "press" if said.message.pressed else "reply", person.shown[said.under.number]
    question = person.last_question(now)
    if question and (said.is_yes or said.days):
        return "question", person.shown[question.number]
    last = person.shown[person.texts[-1].number] if person.texts and person.texts[-1].at > now - DAY else frozenset()
    if "hết" in said.message.text:
        return "all", last or person.known(now)
    if len(last) == 1:
        return "last", last
    is_open = frozenset(key for key in person.known(now) if before[key].is_owed)
    return "open", is_open if len(is_open) == 1 else frozenset()


def beside(said: Said, groups: frozenset[int], states: dict[int, State], office: Office) -> frozenset[int]:
    """Return the periods that are named by their days beside the number of several."""
    titles = {states[key].title for key in groups}
    return frozenset(key for key, one in states.items() if one.title in titles and office.labels[key] & said.days)


def judge(said: Said, person: Person, before: dict[int, State], office: Office, lived: Counter[str]) -> None:
    """Say whether what a message has changed was shown to its chat, for what the message named."""
    after = office.states()
    changed = {key for key, one in after.items() if key in before and one != before[key]}
    way, meant = may_change(said, person, before, office)
    allowed = meant | said.done
    for key in changed - allowed:
        raise AssertionError(f"{said.message.text!r} by its {way} changed {key}: {after[key]}; meant were {allowed}")
    completed = {key for key in changed if after[key].status in DONE}
    is_asked = way in ("number", "question", "press") or (said.under is not None and said.under.asks)
    assert len(completed) < 2 or is_asked, f"{said.message.text!r} completed {completed}"
    for key in after.keys() - before.keys():  # what was given to another agency
        assert after[key].title in {before[old].title for old in changed}, f"{said.message.text!r} made {after[key]}"
    lived[way] += len(changed)
    lived["edit"] += len(changed & said.done)
    person.said = replace(said, done=said.done | changed)


def live(steps: Iterable[Step], office: Office, lived: Counter[str]) -> None:
    """Live through a history, and look after each message at what it has changed."""
    people = {chat: Person(chat) for chat in (*CHATS, COORDINATOR)}
    passed = timedelta()
    read_by = 0

    def pass_by(span: timedelta, answering: str = "") -> dict[int, State]:
        nonlocal read_by
        office.passes(span, answering=answering)
        states = office.states()
        for text in office.channel.texts[read_by:]:
            people[text.chat].gets(text, office, states)
        read_by = len(office.channel.texts)
        return states

    states = pass_by(timedelta())
    for count, step in enumerate(steps):
        person = people[step.who]
        said = says(step, person, office.clock.now(), count)
        office.hears(said.message)
        judge(said, person, states, office, lived)
        states = pass_by(timedelta(seconds=2), step.who)
        if step.waits and passed + step.waits <= LONGEST:
            states = pass_by(step.waits)
            passed += step.waits


def test_an_answer_changes_only_what_its_chat_was_shown_and_no_number_means_two_items() -> None:
    lived: Counter[str] = Counter()

    @settings(max_examples=HISTORIES, derandomize=True, database=None, phases=[Phase.generate])
    @given(steps=STEPS)
    def any_history(steps: list[Step]) -> None:
        with an_office() as office:
            live(steps, office, lived)

    any_history()
    assert lived["number"] > HISTORIES, lived  # else nothing was tried
