"""A second process beside a long command: it reads what the command registers, as the office's worker would."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event

import django


@contextmanager
def second_worker() -> Iterator[None]:
    """Have a worker beside this process while inside; it finishes the job in hand before it goes."""
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    process = context.Process(target=work, args=(stop,), daemon=True)
    process.start()
    try:
        yield
    finally:
        stop.set()
        process.join()


def work(stop: Event) -> None:
    """Be a worker until ``stop`` is set; the body of the second process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianxing.site.settings")
    django.setup()
    from xianxing.office.jobs import worker  # late import: app registry

    worker.run(stop)  # type: ignore[arg-type]
