"""The loop of a worker process: fire timers each second, run jobs as they come."""

import logging
import os
import threading
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from xianxing.office.jobs.models import Worker
from xianxing.office.jobs.running import release_dead, run_pending, worker_name
from xianxing.office.jobs.runs import Clock
from xianxing.office.jobs.timers import fire_due

logger = logging.getLogger("xianxing.jobs")

IDLE_SECONDS = 0.2
SWEEP_SECONDS = 1
BEAT_SECONDS = 10
FAULT_SECONDS = 2
FORGET_WORKERS_AFTER = timedelta(days=1)


def run(stop: threading.Event, *, clock: Clock = timezone.now) -> None:
    """Work until ``stop`` is set; the job in hand is finished first.

    1. Free the jobs that this host's dead workers held.
    2. Every ten seconds, say that this worker is alive.
    3. Every second, fire the timers that are due.
    4. Run due jobs one by one; when there is none, rest 0.2 s.

    A fault of the database (it restarts, the disk is full) is logged and the loop goes on.
    """
    name = worker_name()
    release_dead(worker=name, now=clock(), is_alive=is_alive)
    started_at = clock()
    beat_at = sweep_at = started_at
    while not stop.is_set():
        try:
            now = clock()
            if now >= beat_at:
                beat(name, started_at=started_at, now=now)
                beat_at = now + timedelta(seconds=BEAT_SECONDS)
            if now >= sweep_at:
                fire_due(now=now)
                sweep_at = now + timedelta(seconds=SWEEP_SECONDS)
            if not run_pending(now=now, limit=1, worker=name, clock=clock):
                stop.wait(IDLE_SECONDS)
        except DatabaseError:
            logger.exception("the database does not answer; trying again in %s s", FAULT_SECONDS)
            connection.close()
            stop.wait(FAULT_SECONDS)
    Worker.objects.filter(name=name).delete()
    close_old_connections()


def beat(name: str, *, started_at: datetime, now: datetime) -> None:
    """Write that this worker is alive, and forget those silent for a day."""
    Worker.objects.update_or_create(name=name, defaults={"started_at": started_at, "seen_at": now})
    Worker.objects.filter(seen_at__lt=now - FORGET_WORKERS_AFTER).delete()


def is_alive(process_id: int) -> bool:
    """Return whether a process of this host lives."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
