"""The processes of the kill test: ``python -m tests.kill.load gather|write|work|report``.

Every write leaves a ledger entry, arms a timer and asks for a job in one transaction; timer and job each leave one
ledger entry and one notice.
"""

import json
import random
import sys
import time
from collections import Counter
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from xianxing.office.access.models import Account  # noqa: E402
from xianxing.office.access.tests.cast import gather_cast  # noqa: E402
from xianxing.office.jobs import running, timers, worker  # noqa: E402
from xianxing.office.jobs.actions import enqueue, finishing, set_timer  # noqa: E402
from xianxing.office.jobs.models import Job, JobState, Timer  # noqa: E402
from xianxing.office.jobs.runs import current_job  # noqa: E402
from xianxing.office.ledger.actions import SYSTEM, record, writing  # noqa: E402
from xianxing.office.ledger.models import Entry  # noqa: E402
from xianxing.office.ledger.queries import verify  # noqa: E402
from xianxing.office.notices.actions import notify  # noqa: E402
from xianxing.office.notices.models import Notice  # noqa: E402
from xianxing.site.serve import stop_on_signals  # noqa: E402

VERB = "ledger.value.erased"


def leave_effect(name: str) -> None:
    """Write what must be there exactly once."""
    account, now = Account.objects.get(username="clerk"), timezone.now()
    record(VERB, actor=SYSTEM, obj=account, now=now, reason=name)
    notify(account, text=name, url="/", obj=account, group_key=name, now=now)


def fire(timer: Timer) -> None:
    leave_effect(f"timer {timer.payload['number']}")


def serve(payload: dict[str, Any]) -> None:
    time.sleep(0.005)
    with finishing(current_job()):
        leave_effect(f"job {payload['number']}")


def write(first: int) -> None:
    """Write until told to stop; a number is printed after its transaction is committed."""
    stop, chance = stop_on_signals(), random.Random(first)
    account = Account.objects.get(username="clerk")
    number = first
    while not stop.wait(0.1):
        now = timezone.now()
        with writing():
            record(VERB, actor=SYSTEM, obj=account, now=now, reason=f"write {number}")
            due_at = now + timedelta(seconds=chance.uniform(0, 2))
            set_timer(f"load {number}", "load", due_at, account, {"number": number})
            enqueue("load", {"number": number}, now=now)
        print(number, flush=True)
        number += 1


def work() -> None:
    """The real worker, with handlers of this load."""
    of_timer = patch.object(timers, "timer_handler", lambda kind: fire)
    of_job = patch.object(running, "task_handler", lambda name: serve)
    with of_timer, of_job:
        worker.run(stop_on_signals())


def gather(notices: int) -> dict[str, Any]:
    """Create the cast and so many notices; return the clerk's cookie and the notices' ids."""
    clerk, now = gather_cast().clerk, timezone.now()
    shared: dict[str, Any] = {"account": clerk, "url": "/", "object_id": 0, "text": "x"}
    Notice.objects.bulk_create(
        Notice(group_key=f"given {number}", created_at=now, updated_at=now, **shared)
        for number in range(notices)
    )
    browser = Client()
    browser.force_login(clerk, backend=settings.AUTHENTICATION_BACKENDS[1])
    cookie = f"{settings.SESSION_COOKIE_NAME}={browser.session.session_key}"
    return {"cookie": cookie, "notices": list(Notice.objects.values_list("pk", flat=True))}


def report() -> dict[str, Any]:
    """Return what is in the database, for the test to judge."""
    effects = Counter(Entry.objects.filter(verb=VERB).values_list("reason", flat=True))
    notices = Notice.objects.exclude(group_key__startswith="given")
    return {
        "effects": effects,
        "notices": {notice.group_key: notice.count for notice in notices},
        "notice_rows": notices.count(),
        "read": list(Notice.objects.filter(read_at__isnull=False).values_list("pk", flat=True)),
        "timers_left": Timer.objects.filter(kind="load", fired_at__isnull=True).count(),
        "timers": list(Timer.objects.filter(kind="load").values_list("payload__number", flat=True)),
        "jobs_left": Job.objects.exclude(state=JobState.FINISHED).count(),
        "jobs": list(Job.objects.values_list("payload__number", flat=True)),
        "faults": [fault.message for fault in verify()],
    }


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(int(sys.argv[2]))
    elif sys.argv[1] == "work":
        work()
    elif sys.argv[1] == "gather":
        print(json.dumps(gather(int(sys.argv[2]))))
    else:
        print(json.dumps(report()))
