"""What the platforms say of themselves: enough that nothing else knows them by name."""

import ssl
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import SecretStr

from bots.channel import LinkedChannel, WebhookChannel
from bots.platform import Platform
from bots.platforms import PLATFORMS
from bots.sandbox.server import DIALECTS
from bots.tls import tls
from reminders.channels import code_link, make_channels
from reminders.settings import Settings

ROOT = Path(__file__).parent.parent.parent
by_name = pytest.mark.parametrize(("name", "platform"), PLATFORMS.items())


def settings_of(*names: str) -> Settings:
    given: Mapping[str, SecretStr] = {f"{name}_token": SecretStr("531:abc") for name in names}
    return Settings.model_validate(given)


@by_name
async def test_a_platform_makes_its_own_channel_and_dialect(name: str, platform: Platform) -> None:
    channels, problems = make_channels(settings_of(name))
    assert (list(channels), problems) == ([name], {})
    channel = channels[name]
    assert channel.name == platform.name == name
    assert isinstance(channel, WebhookChannel)
    assert channel.secret_header == DIALECTS[name].secret_header
    assert (platform.code_link is not None) == isinstance(channel, LinkedChannel)
    await channel.close()


@by_name
@pytest.mark.parametrize("token", ["531:a b", "531:mã", "531:a\n"])
def test_a_token_that_cannot_be_one_is_refused_before_any_network(name: str, platform: Platform, token: str) -> None:
    given: Mapping[str, SecretStr] = {f"{name}_token": SecretStr(token)}
    channels, problems = make_channels(Settings.model_validate(given))
    assert (channels, list(problems)) == ({}, [name])
    assert platform.new_token in problems[name]
    assert token not in problems[name]


@by_name
def test_a_platform_has_its_settings_and_its_folder(name: str, platform: Platform) -> None:
    settings = {"token", "base_url", "proxy", "webhook_url", "webhook_secret", *platform.further}
    known = {field.removeprefix(f"{name}_") for field in Settings.model_fields if field.startswith(f"{name}_")}
    assert known == settings
    assert (ROOT / "bots" / name / "description.py").is_file()


async def test_channels_read_only_once_which_servers_to_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    read, load = [], ssl.SSLContext.load_verify_locations

    def counted(context: ssl.SSLContext, *given: str) -> None:
        read.append(given)
        load(context, *given)

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", counted)
    tls.cache_clear()
    channels, _ = make_channels(settings_of(*PLATFORMS))
    for channel in channels.values():
        await channel.close()
    assert len(read) == 1
    assert (tls().verify_mode, tls().check_hostname) == (ssl.CERT_REQUIRED, True)


def test_every_folder_of_a_platform_is_in_the_list() -> None:
    assert {path.parent.name for path in (ROOT / "bots").glob("*/description.py")} == set(PLATFORMS)


async def test_a_code_has_a_link_once_a_bot_told_its_name() -> None:
    channels, _ = make_channels(settings_of("zalo", "telegram"))
    assert code_link(channels) is None
    telegram = channels["telegram"]
    assert isinstance(telegram, LinkedChannel)
    telegram.username = "nhachan_bot"
    assert code_link(channels) == "https://t.me/nhachan_bot?start={code}"
    for channel in channels.values():
        await channel.close()


def test_the_list_of_platforms_loads_no_adapter() -> None:
    program = (
        "import sys, bots.platforms; sys.exit(', '.join({'telegram', 'httpx', 'fastapi'} & set(sys.modules)) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
