"""429: the platform asks to wait with one chat, or with everything, while the notices of a morning leave."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from bots.sandbox.limits import Limits
from tests.chaos.count import Outcome, arrived, counted, exceeded
from tests.chaos.office import WAYS_OUT, Office, opened
from tests.scenarios.small_plans import on_date

COMMUNES = 300
YESTERDAY, TODAY = "Còn 1 ngày", "Hôm nay đến hạn"
MORNINGS = {YESTERDAY: "2021-10-04 06:59:50", TODAY: "2021-10-05 06:59:50"}
"""A morning without a ban, and that of the ban: the same notices to the same chats."""

HELD_UP, REFUSED = 1.0, 10
"""How many seconds longer the others may take than yesterday, for mornings differ by half a second by themselves (that
a chat's ban moves no other chat's time at all is held by tests/delivery/test_pacing.py); how many requests of a whole
ban may be refused.
"""

PATIENCE = 90.0


@dataclass
class Ban(Limits):
    """The platform's limits, and until an instant nothing to one chat (None: to any)."""

    until: datetime | None = None
    chat_id: str | None = None
    refused: int = 0

    def wait_seconds(self, chat_id: str, *, is_group: bool, now: datetime) -> int:
        """Return how many whole seconds the sender has to wait; 0 when it was sent."""
        if self.until and now < self.until and self.chat_id in (None, chat_id):
            self.refused += 1
            return int((self.until - now).total_seconds()) + 1
        return super().wait_seconds(chat_id, is_group=is_group, now=now)


async def banned(engine: Engine, folder: Path, seconds: float, *, is_bot: bool) -> Outcome:
    """Return what became of a morning when the platform asked to wait so long with one chat, or with the whole bot."""
    duties = [(on_date("06/10/2021"), range(COMMUNES))]
    async with opened(engine, folder, "2021-10-01 16:00", COMMUNES, duties, is_strict=True) as office:
        async with office.served() as before:
            await office.until(lambda: all(arrived(chat, "") for chat in office.chats), PATIENCE)
            await office.at_rest(PATIENCE)
            await before.is_stopped()
        office.clock.move_to(MORNINGS[YESTERDAY])
        await _morning(office, YESTERDAY)
        office.clock.move_to(MORNINGS[TODAY])
        since = max(message.id for message in office.world.sent())
        until = office.clock.now() + timedelta(seconds=10 + seconds)
        ban = Ban(until=until, chat_id=None if is_bot else office.chats[COMMUNES // 2].id)
        office.chats[0].bot.limits = ban
        await _morning(office, TODAY, seconds)
        free, held = (_took(office, words, ban.chat_id) for words in MORNINGS)
        refused, late = ban.refused, held - free
        broken = exceeded("refused", refused, REFUSED) if is_bot else exceeded("others late", late, HELD_UP, " s")
        return Outcome(
            fault=f"network 429 for {'the bot' if is_bot else 'a chat'}",
            done=f"{seconds:g} s from 07:00, {COMMUNES} chats",
            notices=counted(office.chats, TODAY, since),
            bound=WAYS_OUT,
            closed=office.closed(),
            broken=broken,
            seen=f"{refused} requests refused"
            + ("" if is_bot else f"; others took {held:.2f} s, {free:.2f} s the day before"),
        )


async def _morning(office: Office, words: str, seconds: float = 0) -> None:
    """Have the notices of a morning told, of which the last may need so many seconds more."""
    async with office.served() as served:
        await office.until(lambda: not counted(office.chats, words).lost, seconds + PATIENCE)
        await office.at_rest(PATIENCE)
        await served.is_stopped()


def _took(office: Office, words: str, banned: str | None) -> float:
    """Return the seconds between the first notice of a morning and the last to the others than the banned chat."""
    came = [arrived(chat, words) for chat in office.chats if chat.id != banned]
    times = sorted(messages[0].sent_at for messages in came if messages)
    return (times[-1] - times[0]).total_seconds()
