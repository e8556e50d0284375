"""Pure: every platform there is, by name: a new one is its folder, and one line here."""

from bots.telegram.description import TELEGRAM
from bots.zalo.description import ZALO

PLATFORMS = {platform.name: platform for platform in (TELEGRAM, ZALO)}
