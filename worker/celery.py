"""The Celery application. Messages carry a task's name and one id; the database decides what is to be done."""

from datetime import timedelta

from celery import Celery

from app.queue import address
from app.settings import Settings

QUEUES = ("audit", "publish")
CLOCKWORK = ("sweep", "plan_nights")
"""The tasks that beat sends."""
GRACE = timedelta(minutes=1)
"""How long an item that was interrupted has to end by itself."""


def make_celery(settings: Settings) -> Celery:
    """Return an application on the configured broker. Results are not kept: they are rows."""
    celery = Celery("anatoly", broker=address(settings.broker_url), include=["worker.tasks"])
    celery.conf.update(
        task_ignore_result=True,
        task_serializer="json",
        accept_content=["json"],
        # Acknowledged early: a message is only a doorbell. Redis would hand a long task to a second worker otherwise.
        task_acks_late=False,
        task_default_queue="publish",
        task_routes={
            "anatoly.work_item": {"queue": "audit"},
            "anatoly.advance_run": {"queue": "audit"},
        },
        # Whoever is still at an item then can not be interrupted: its process is ended, and the pool starts another.
        task_annotations={"anatoly.work_item": {"time_limit": 60 * settings.item_minutes + GRACE.total_seconds()}},
        worker_prefetch_multiplier=1,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"polling_interval": 0.05} if settings.broker_url.startswith("memory") else {},
        beat_schedule={
            "sweep": {"task": "anatoly.sweep", "schedule": timedelta(seconds=min(10.0, settings.lease_seconds / 2))},
            "plan-nights": {"task": "anatoly.plan_nights", "schedule": timedelta(minutes=1)},
        },
        # Beat keeps its last-run times in memory: the database makes a second sweep or night harmless.
        beat_scheduler="celery.beat:Scheduler",
    )
    return celery
