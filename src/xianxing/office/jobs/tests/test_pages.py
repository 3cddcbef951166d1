"""The page of background work belongs to the system officer."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.jobs.actions import enqueue, set_timer
from xianxing.office.jobs.models import Job, JobState, Timer

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather_cast()


@pytest.fixture
def failed() -> tuple[Job, Timer]:
    """A job that gave up and a timer that keeps failing."""
    job = enqueue("documents.render", now=timezone.now())
    Job.objects.update(state=JobState.FAILED, attempts=5, error="builtins.OSError\n没有纸")
    timer = set_timer("matter.7.due", "matters.due", timezone.now())
    Timer.objects.update(failures=3, last_error="ValueError: 缺少日历", retry_at=timezone.now())
    return job, timer


def test_page_shows_the_system_officer_what_failed(
    client: Client, cast: Cast, failed: tuple[Job, Timer]
) -> None:
    enqueue("documents.render", now=timezone.now())
    client.force_login(cast.system)
    page = client.get(reverse("jobs:list")).content.decode()
    for words in ("没有后台进程", "documents.render", "没有纸", "matter.7.due", "缺少日历", "再试一次"):
        assert words in page


@pytest.mark.parametrize("part", ["head", "clerk", "leader", "unit", "security", "audit"])
def test_page_is_refused_to_everyone_else(
    client: Client, cast: Cast, failed: tuple[Job, Timer], part: str
) -> None:
    client.force_login(cast.accounts()[part])
    addresses = [
        reverse("jobs:retry_job", args=[failed[0].pk]),
        reverse("jobs:retry_timer", args=[failed[1].pk]),
    ]
    assert [client.get(reverse("jobs:list")).status_code] == [403]
    assert [client.post(address).status_code for address in addresses] == [403, 403]
    assert Job.objects.get().state == JobState.FAILED


def test_retry_lets_both_run_again_once(client: Client, cast: Cast, failed: tuple[Job, Timer]) -> None:
    client.force_login(cast.system)
    job, timer = (
        reverse("jobs:retry_job", args=[failed[0].pk]),
        reverse("jobs:retry_timer", args=[failed[1].pk]),
    )
    for address in (job, timer):
        assert client.post(address).status_code == 302
    assert (Job.objects.get().state, Timer.objects.get(pk=failed[1].pk).retry_at) == (JobState.WAITING, None)
    page = client.post(job, follow=True).content.decode()
    assert "此任务不在失败状态" in page


def test_retry_of_a_timer_that_fired_says_so(client: Client, cast: Cast, failed: tuple[Job, Timer]) -> None:
    Timer.objects.update(fired_at=timezone.now())
    client.force_login(cast.system)
    page = client.post(reverse("jobs:retry_timer", args=[failed[1].pk]), follow=True).content.decode()
    assert "此定时已触发或已取消" in page
