"""Pure: Zalo as it describes itself.

It publishes no limit, only that a bot has a quota: it gets few messages a second, and its refusal is the whole bot's.
"""

from typing import Any

from bots.channel import Channel
from bots.platform import Platform


def _make(token: str, *, file_hosts: str = "", **options: Any) -> Channel:
    from bots.zalo.channel import FILE_HOSTS, ZaloChannel

    hosts = tuple(file_hosts.lower().replace(",", " ").split()) or FILE_HOSTS
    return ZaloChannel(token, file_hosts=hosts, **options)


ZALO = Platform(
    name="zalo",
    per_second=5,
    stops_all=True,
    new_token='trong Zalo, mở tài khoản "Zalo Bot Manager" và tạo bot hoặc lấy lại mã của bot',
    code_link=None,
    group_call="@",
    hear_groups="",
    secret="[!-~]{8,256}",  # it names the length only; a header takes no other signs
    make=_make,
    further=("file_hosts",),
)
