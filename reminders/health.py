"""Shell: what the service tells whoever asks over HTTP: whether it lives, whether it can do its work, and figures."""

from datetime import datetime

from fastapi import FastAPI
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from db.engine import reading
from db.queries import waiting
from reminders.watch.signs import is_alarming
from reminders.watch.troubles import Finding, open_troubles
from reminders.watch.watching import Watch


def add_health(app: FastAPI, watch: Watch) -> None:
    """Add /healthz (the process answers), /readyz (503 while somebody may not be reminded) and /metrics."""

    def healthz() -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    def readyz() -> JSONResponse:
        try:
            found = present(watch)
        except SQLAlchemyError as error:
            return JSONResponse({"ready": False, "troubles": [{"kind": type(error).__name__}]}, status_code=503)
        troubles = [{"kind": one.kind.value, "subject": one.subject, "detail": one.detail} for one in found]
        is_ready = not is_alarming(found)
        return JSONResponse({"ready": is_ready, "troubles": troubles}, status_code=200 if is_ready else 503)

    def metrics() -> PlainTextResponse:
        registry = CollectorRegistry()
        registry.register(Figures(watch))
        return PlainTextResponse(generate_latest(registry))

    for path, answer in (("/healthz", healthz), ("/readyz", readyz), ("/metrics", metrics)):
        app.add_api_route(path, answer, methods=["GET"])


def present(watch: Watch) -> list[Finding]:
    """Return what is wrong now: what is found at this moment, and what was noticed and has not ended."""
    found = watch.found(watch.clock.now())
    known = {(one.kind, one.subject) for one in found}
    with reading(watch.engine) as session:
        noticed = [Finding(kind=one.kind, subject=one.subject, detail=one.detail) for one in open_troubles(session)]
    return found + [one for one in noticed if (one.kind, one.subject) not in known]


class Figures(Collector):
    """The figures of /metrics, read at the moment they are asked for. No names: numbers, channels and kinds."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def collect(self) -> list[Metric]:
        """Return every figure."""
        now = self._watch.clock.now()
        seen, found = self._watch.seen(now), present(self._watch)
        with reading(self._watch.engine) as session:
            rows = _gauge("nhachan_notices", "Rows of the outbox", "status", _statuses(session))
            late = waiting.waiting(session, since=now)
        succeeded = seen.succeeded_at or seen.started_at
        return [
            rows,
            _gauge("nhachan_waiting_notices", "Due and not gone", "channel", {k: one.count for k, one in late.items()}),
            _gauge("nhachan_oldest_waiting_seconds", "How long the oldest waits", "channel", _ages(late, now)),
            _gauge(
                "nhachan_channel_silent_seconds",
                "For how long it has not answered",
                "channel",
                {
                    name: (now - seen.down[name]).total_seconds() if name in seen.down else 0
                    for name in self._watch.channels
                },
            ),
            _gauge("nhachan_trouble", "What is wrong", "kind", {one.kind.value: 1 for one in found}),
            _single("nhachan_cycle_age_seconds", "Since a cycle last went through", (now - succeeded).total_seconds()),
            _single("nhachan_clock_ahead_seconds", "Of the believed time", seen.clock_off_by.total_seconds()),
            _single("nhachan_disk_free_bytes", "Where the data is", seen.disk_free or 0),
        ]


def _statuses(session: Session) -> dict[str, float]:
    return {status.value: count for status, count in waiting.by_status(session).items()}


def _ages(late: dict[str, waiting.Waiting], now: datetime) -> dict[str, float]:
    return {name: (now - one.oldest_at).total_seconds() for name, one in late.items()}


def _single(name: str, help_: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help_, value=value)


def _gauge(name: str, help_: str, label: str, values: dict[str, float]) -> Metric:
    gauge = GaugeMetricFamily(name, help_, labels=[label])
    for key, value in sorted(values.items()):
        gauge.add_metric([key], value)
    return gauge
