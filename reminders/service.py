"""Shell: the composition root: joins database, channels, clock and cycle, and runs them in one event loop."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from bots.channel import Channel, ChannelError, Incoming, Receiver, WrongToken
from bots.telegram import TelegramChannel
from db.engine import make_engine, writing
from db.upgrade import upgrade
from reminders.clock import Clock, SystemClock
from reminders.delivery.cycle import Cycle
from reminders.settings import Settings
from reminders.web import serve_app, webhook_app
from reminders.workflow.incoming import apologise, handle

LAST_WORD_SECONDS = 2.0
"""How long a stop waits for what is in flight; what takes longer is settled like after a crash."""

log = structlog.get_logger()


@dataclass
class Service:
    """Everything that runs: made by `make_service`, driven by `run`, by the demo or by a test."""

    engine: Engine
    channels: dict[str, Channel]
    clock: Clock
    cycle: Cycle

    async def receive(self, message: Incoming) -> None:
        """Store a message and act on it. When the database cannot, the message is not confirmed and comes again."""
        try:
            await asyncio.to_thread(self._handle, message)
        except OperationalError:
            raise
        except Exception:  # a message that cannot be handled must not hold up all the others for ever
            log.exception("a message could not be handled", action="handle_failed", update_id=message.update_id)
            await asyncio.to_thread(self._apologise, message)

    def _handle(self, message: Incoming) -> None:
        with writing(self.engine) as session:
            handle(session, message, now=self.clock.now())

    def _apologise(self, message: Incoming) -> None:
        with writing(self.engine) as session:
            apologise(session, message, now=self.clock.now())


def open_database(settings: Settings) -> Engine:
    """Return the engine of the configured database, brought up to date."""
    engine = make_engine(settings.database_url)
    upgrade(engine)
    return engine


def make_channels(settings: Settings) -> dict[str, Channel]:
    """Return the configured channels by name. Raises WrongToken for an unusable token; touches no network."""
    channels: dict[str, Channel] = {}
    if settings.telegram_token:
        channels["telegram"] = TelegramChannel(
            settings.telegram_token.get_secret_value(),
            base_url=settings.telegram_base_url,
            proxy=settings.telegram_proxy,
        )
    return channels


def make_service(engine: Engine, channels: dict[str, Channel], clock: Clock) -> Service:
    """Return a service over an up-to-date database."""
    return Service(engine=engine, channels=channels, clock=clock, cycle=Cycle(engine, channels, clock))


async def run(settings: Settings, *, clock: Clock | None = None) -> None:
    """Serve until SIGTERM or SIGINT; what is in hand is finished. Raises WrongToken when a token is refused."""
    service = make_service(open_database(settings), make_channels(settings), clock or SystemClock())
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(service, settings, stop)


async def serve(service: Service, settings: Settings, stop: asyncio.Event) -> None:
    """Serve until `stop` is set; what is in hand is finished. Raises WrongToken when a token is refused."""
    scheduler = _wake_up(service, settings)
    tasks = [asyncio.create_task(one) for one in _listeners(service, settings, scheduler)]
    stopping = asyncio.create_task(stop.wait())
    log.info("serving", action="serve_started", channels=list(service.channels))
    try:
        done, _ = await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
        for task in done - {stopping}:
            task.result()
    finally:
        scheduler.pause()
        for task in [stopping, *tasks]:
            task.cancel()
        await asyncio.gather(stopping, *tasks, return_exceptions=True)
        await service.cycle.finish(LAST_WORD_SECONDS)
        scheduler.shutdown(wait=False)  # cancels a cycle that has not finished by now
        for channel in service.channels.values():
            await channel.close()
        log.info("stopped", action="serve_stopped")


def _wake_up(service: Service, settings: Settings) -> AsyncIOScheduler:
    """APScheduler only wakes the service: one job, coalesced, one instance, never too late to run."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        service.cycle.run,
        "interval",
        seconds=settings.cycle_seconds,
        id="cycle",
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    scheduler.start()
    return scheduler


def _listeners(service: Service, settings: Settings, scheduler: AsyncIOScheduler) -> list[Coroutine[None, None, None]]:
    async def receive(message: Incoming) -> None:
        await service.receive(message)
        scheduler.modify_job("cycle", next_run_time=SystemClock().now())  # answer at once, not at the next tick

    return [_listen(channel, receive, settings, service.clock) for channel in service.channels.values()]


async def _listen(channel: Channel, receive: Receiver, settings: Settings, clock: Clock) -> None:
    await _until_open(channel, clock)
    if isinstance(channel, TelegramChannel) and settings.telegram_webhook_url:
        secret = settings.telegram_webhook_secret.get_secret_value() if settings.telegram_webhook_secret else ""
        await channel.set_webhook(settings.telegram_webhook_url, secret)
        await serve_app(webhook_app(receive, [(channel, secret)]), host=settings.web_host, port=settings.web_port)
        return
    if isinstance(channel, TelegramChannel):
        with suppress(ChannelError):  # Telegram gives no updates to poll while a webhook is set
            await channel.delete_webhook()
    await channel.listen(receive)


async def _until_open(channel: Channel, clock: Clock) -> None:
    """Connect, waiting out a missing network: a service that starts before its network must not give up."""
    pause = 1.0
    while True:
        try:
            await channel.open()
        except WrongToken:
            raise
        except ChannelError as error:
            log.warning("a channel cannot be reached yet", action="channel_unreachable", error=str(error))
            await clock.sleep(pause)
            pause = min(pause * 2, 60.0)
        else:
            log.info("a channel is open", action="channel_open", channel=channel.name)
            return


def as_channel_problem(error: ChannelError) -> str:
    """Return in Vietnamese what is wrong with a channel's setting and how to mend it."""
    return (
        f"Telegram không chấp nhận NHACHAN_TELEGRAM_TOKEN ({error}). Lấy mã mới: trong Telegram, nhắn /newbot "
        "(hoặc /token cho bot đã có) cho @BotFather, rồi ghi vào tệp .env."
    )
