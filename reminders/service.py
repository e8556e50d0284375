"""Shell: the composition root: joins database, channels, clock and cycle, and runs them in one event loop."""

import asyncio
import logging
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from types import ModuleType

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlalchemy import Engine

from bots.channel import Channel, FileChannel, Incoming, Receiver, TimedChannel, WebhookChannel, WrongToken
from db.engine import make_engine, reading, writing
from db.heartbeat import last_beat
from db.starts import begun
from db.upgrade import upgrade
from reminders.channels import code_link, make_channels, say_refused, token_problem, until_open
from reminders.chat.fetching import fetch_files
from reminders.chat.incoming import apologise, handle
from reminders.chat.menus import keeping_menus
from reminders.chat.refusals import Refusals
from reminders.chat.way import Way
from reminders.clock import Clock, SystemClock
from reminders.delivery.cycle import Cycle
from reminders.delivery.saying import run_and_say
from reminders.ending import end
from reminders.items.evidence.received import MEGABYTE, Received
from reminders.items.evidence.storage import Storage
from reminders.messages import speak
from reminders.settings import Settings, systemd_socket
from reminders.watch.each_minute import look_after
from reminders.watch.guarded_clock import GuardedClock
from reminders.watch.listening import listening_to
from reminders.watch.store import Admins, only_whole, until_lost
from reminders.watch.watching import Watch

LAST_WORD_SECONDS = 2.0
"""How long a stop waits for what is in flight; what takes longer is settled like after a crash."""

LEAST_WATCH_SECONDS = 1.0
REFUSED_SECONDS = 60.0
"""After so long a token is tried again that was accepted once."""

log = structlog.get_logger()


@dataclass
class Service:
    """Everything that runs: made by `make_service`, driven by `run`, by the demo or by a test."""

    engine: Engine
    channels: dict[str, Channel]
    clock: Clock
    cycle: Cycle
    storage: Storage
    admins: Admins = field(default_factory=Admins)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    _refusals: Refusals = field(default_factory=Refusals)

    async def receive(self, message: Incoming) -> None:
        """Store a message and act on it. When the database cannot, this raises: the message is not confirmed and comes
        again.

        Messages with files are taken one at a time: so much is in memory, and what a chat sent today is counted.
        """
        if not message.attachments:
            await self._receive(message, ())
            return
        async with self._one_at_a_time:
            channel, now = self.channels[message.channel], self.clock.now()
            await self._receive(message, await fetch_files(self.engine, channel, self.storage, message, now=now))

    async def _receive(self, message: Incoming, files: Sequence[Received]) -> None:
        try:
            await asyncio.to_thread(self._handle, message, files)
        except Exception as error:
            if self._refusals.comes_again(message, error):
                raise
            log.exception("a message could not be handled", action="handle_failed", update_id=message.update_id)
            await asyncio.to_thread(self._apologise, message)
        self._refusals.forget(message)

    def _handle(self, message: Incoming, files: Sequence[Received]) -> None:
        with writing(self.engine) as session:
            handle(session, message, now=self.clock.now(), way=self._way(message, files))

    def _way(self, message: Incoming, files: Sequence[Received]) -> Way:
        channel = self.channels.get(message.channel)
        file_limit = channel.file_limit if isinstance(channel, FileChannel) else 0
        link = code_link(self.channels)
        return Way(files=files, file_limit=file_limit, data_dir=self.storage.folder, code_link=link)

    def _apologise(self, message: Incoming) -> None:
        with writing(self.engine) as session:
            apologise(session, message, now=self.clock.now())


def make_service(engine: Engine, channels: dict[str, Channel], clock: Clock, storage: Storage = Storage()) -> Service:
    """Return a service over an up-to-date database."""
    return Service(engine, channels, clock, Cycle(engine, channels, clock), storage)


def storage_of(settings: Settings) -> Storage:
    """Return where the settings put evidence, and how much of it may come."""
    file_limit, day_limit = settings.evidence_file_mb * MEGABYTE, settings.evidence_day_mb * MEGABYTE
    return Storage(folder=settings.data_dir, file_limit=file_limit, day_limit=day_limit)


def watch_of(service: Service, settings: Settings) -> Watch:
    """Return what looks after a service."""
    cycle, backups = service.cycle, settings.backup_dir
    return Watch(
        service.engine,
        service.clock,
        channels=sorted(service.channels),
        down=cycle.down,
        succeeded_at=lambda: cycle.succeeded_at,
        folder=settings.data_dir,
        backups=backups,
    )


async def run(settings: Settings, *, clock: Clock | None = None) -> None:
    """Serve until SIGTERM or SIGINT; what is in hand is finished. Raises as `serve` does."""
    speak(minimal=settings.minimal_content)
    channels, problems = make_channels(settings)
    for name, problem in problems.items():
        say_refused(name, problem)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    async with only_whole(engine, settings) as admins:
        with reading(engine) as session:
            last = last_beat(session)
        believed = clock or GuardedClock(last)
        for channel in channels.values():
            if isinstance(channel, TimedChannel) and isinstance(believed, GuardedClock):
                channel.hear = believed.hear
        service = make_service(engine, channels, believed, storage_of(settings))
        service.admins = admins
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        with begun(engine) as service.cycle.start:
            await serve(service, settings, stop, refused=list(problems.values()))


async def serve(service: Service, settings: Settings, stop: asyncio.Event, *, refused: Sequence[str] = ()) -> None:
    """Serve until `stop` is set; what is in hand is finished.

    A refused token stops its channel only. Raises WrongToken, with all the problems, when every channel is `refused`;
    OtherFile when the database is not in its place any more, Damaged when it is damaged.
    """
    scheduler, watch = _wake_up(service, settings), watch_of(service, settings)
    tasks = [
        asyncio.create_task(_keep_waking(scheduler, timedelta(seconds=settings.cycle_seconds))),
        asyncio.create_task(stop.wait()),
        asyncio.create_task(_listen_everywhere(service, settings, scheduler, refused)),
        asyncio.create_task(_serve_web(service, settings, scheduler, watch)),
        asyncio.create_task(look_after(watch, heartbeat=settings.heartbeat_url, systemd=systemd_socket())),
        asyncio.create_task(until_lost(service.engine, service.clock, service.admins)),
    ]
    log.info("serving", action="serve_started", channels=list(service.channels))
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        scheduler.pause()
        await end(*tasks)
        await service.cycle.finish(LAST_WORD_SECONDS)
        scheduler.shutdown(wait=False)  # cancels a cycle that has not finished by now
        for channel in service.channels.values():
            await channel.close()
        log.info("stopped", action="serve_stopped")


def _wake_up(service: Service, settings: Settings) -> AsyncIOScheduler:
    """APScheduler only wakes the service: one job for each channel, coalesced, one instance, never too late to run."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(timezone="UTC")
    for name in service.channels:
        scheduler.add_job(
            partial(run_and_say, service.cycle),
            Every(timedelta(seconds=settings.cycle_seconds)),
            args=[name],
            id=name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    scheduler.start()
    return scheduler


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Fires so long after now. APScheduler's own interval counts every run that was missed: three weeks of seconds
    where a machine slept, years of them where its clock was wrong.
    """

    def __init__(self, interval: timedelta) -> None:
        self.interval = interval

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now + self.interval if previous_fire_time else now


async def _keep_waking(scheduler: AsyncIOScheduler, interval: timedelta) -> None:
    """Until cancelled, look by the machine's running time whether the next cycle lies where it should: when its clock
    was put back, the scheduler would wait until it is that time again.
    """
    while True:
        await asyncio.sleep(max(interval.total_seconds(), LEAST_WATCH_SECONDS))
        now = SystemClock().now()
        for job in scheduler.get_jobs():
            if job.next_run_time and job.next_run_time > now + 2 * interval:
                log.warning(
                    "the clock was put back", action="clock_put_back", seconds=(job.next_run_time - now).seconds
                )
                scheduler.modify_job(job.id, next_run_time=now)


def _receiver(service: Service, scheduler: AsyncIOScheduler) -> Receiver:
    async def receive(message: Incoming) -> None:
        await service.receive(message)
        for name in service.channels:  # answer at once, not at the next tick; others may be told of it too
            scheduler.modify_job(name, next_run_time=SystemClock().now())

    return receive


async def _listen_everywhere(
    service: Service, settings: Settings, scheduler: AsyncIOScheduler, refused: Sequence[str]
) -> None:
    """Listen to every channel at once until cancelled. Raises WrongToken as soon as none is left."""
    receive = _receiver(service, scheduler)
    problems = await asyncio.gather(
        *[_listen(service, channel, receive, settings) for channel in service.channels.values()]
    )
    raise WrongToken("\n".join([*refused, *problems]))


async def _listen(service: Service, channel: Channel, receive: Receiver, settings: Settings) -> str:
    """Listen to a channel until its token is refused; return what is to be done about it.

    A token that was accepted before is tried again each minute: platforms have refused good ones for a while.
    """
    webhook, was_accepted = settings.webhooks.get(channel.name), False
    listening = listening_to(channel, service.engine, service.clock)
    while True:
        try:
            await until_open(channel, webhook, service.clock)
            was_accepted = True
            async with keeping_menus(service.engine, [channel]):
                if webhook:
                    await listening.accepted()
                    await asyncio.Event().wait()
                await channel.listen(receive)
            raise AssertionError("a channel listens for ever")
        except WrongToken as error:
            problem = token_problem(channel.name, error)
            say_refused(channel.name, problem)
            if not was_accepted:
                return problem
            await listening.refused()
        await service.clock.sleep(REFUSED_SECONDS)


async def _serve_web(service: Service, settings: Settings, scheduler: AsyncIOScheduler, watch: Watch) -> None:
    """Serve how the service is, and the address of every channel that has a webhook, until cancelled."""
    hooks = [
        (channel, settings.webhooks[name][1])
        for name, channel in service.channels.items()
        if name in settings.webhooks and isinstance(channel, WebhookChannel)
    ]
    web, health = await asyncio.to_thread(_load_web)
    app = web.webhook_app(_receiver(service, scheduler), hooks)
    health.add_health(app, watch)
    try:
        await web.serve_app(app, host=settings.web_host, port=settings.web_port)
    except OSError as error:
        if hooks:
            raise
        log.warning("nobody can ask how the service is", action="web_unavailable", error=str(error))
        await asyncio.Event().wait()


def _load_web() -> tuple[ModuleType, ModuleType]:
    """Return the web side: half a second to load, for which no reminder waits."""
    from reminders import health, web

    return web, health
