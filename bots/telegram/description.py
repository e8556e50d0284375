"""Pure: Telegram as it describes itself.

Its limits are as measured: 30 messages a second from one bot.
"""

from typing import Any

from bots.channel import Channel
from bots.platform import Platform


def _make(token: str, **options: Any) -> Channel:
    from bots.telegram.channel import TelegramChannel

    return TelegramChannel(token, **options)


TELEGRAM = Platform(
    name="telegram",
    per_second=30,
    stops_all=False,
    new_token="trong Telegram, nhắn /newbot (hoặc /token cho bot đã có) cho @BotFather",
    code_link="https://t.me/{bot}?start={code}",
    group_call="/",
    hear_groups="nhắn /setprivacy cho @BotFather, chọn Disable, rồi đưa bot ra khỏi nhóm và thêm lại",
    secret="[A-Za-z0-9_-]{1,256}",
    make=_make,
)
