"""Twenty documents at once have no gap and no repeat; a crash before printing leaves no hole unexplained."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from xianxing.duties.writing.actions import issuing
from xianxing.duties.writing.models import NumberEntry
from xianxing.duties.writing.queries.book import book_page, list_series, missing_numbers
from xianxing.duties.writing.tests import factories
from xianxing.duties.writing.tests.factories import NOW
from xianxing.engines.docform import LayoutError
from xianxing.office.access.tests.cast import Cast
from xianxing.office.numbering.models import Series

SERVER = os.environ.get("XIANXING_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
PAPERS = 20
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from xianxing.office.access.tests.cast import gather_cast
from xianxing.office.ledger.actions import writing
from xianxing.duties.writing.models import Paper
from xianxing.duties.writing.tests import factories
with writing():
    cast = gather_cast()
    keys = [factories.drafted(cast, f"关于第{n}件事的通知").pk for n in range(%d)]
    Paper.objects.update(state="registering")
print(*keys)
"""
VERIFY = """
import django; django.setup()
from xianxing.office.ledger.queries import verify
from xianxing.duties.writing.queries.book import missing_numbers
print(len(verify()), missing_numbers("平政办发", 2026))
"""


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment_of(home: Path, database: str = "") -> dict[str, str]:
    inherited = {
        name: text for name, text in os.environ.items() if not name.startswith(("XIANXING_", "DJANGO_"))
    }
    return {
        **inherited,
        "XIANXING_HOME": str(home),
        "XIANXING_SECRET_KEY": "not-a-secret-only-for-tests",
        "XIANXING_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "xianxing.site.settings",
    }


def numbers_of_two_processes(environment: dict[str, str]) -> list[str]:
    keys = run(environment, "-c", PREPARE % PAPERS).split()
    half = PAPERS // 2
    command = [sys.executable, "-m", "xianxing.duties.writing.tests.numbering_run"]
    runs = [
        subprocess.Popen([*command, *part], env=environment, stdout=subprocess.PIPE, text=True)
        for part in (keys[:half], keys[half:])
    ]
    return [line for each in runs for line in each.communicate(timeout=300)[0].split()]


@pytest.fixture
def scratch_database() -> Iterator[str]:
    """The address of an empty PostgreSQL database that is dropped afterwards."""
    parts = urlsplit(SERVER)
    name = f"writing_{uuid.uuid4().hex[:12]}"
    admin = parts._replace(scheme="postgresql", path="/postgres").geturl()
    try:
        server = psycopg.connect(admin, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        if os.environ.get("XIANXING_REQUIRE_ALL") == "1":
            raise
        pytest.skip("no PostgreSQL answers at XIANXING_TEST_DATABASE_URL")
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield parts._replace(scheme="postgresql", path=f"/{name}").geturl()
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


EXPECTED = sorted(f"平政办发〔2026〕{number}号" for number in range(1, PAPERS + 1))


@pytest.mark.slow
def test_twenty_at_once_on_sqlite_have_no_gap_and_no_repeat(tmp_path: Path) -> None:
    environment = environment_of(tmp_path)
    assert sorted(numbers_of_two_processes(environment)) == EXPECTED
    assert run(environment, "-c", VERIFY).split(maxsplit=1) == ["0", "[]\n"]


@pytest.mark.slow
def test_twenty_at_once_on_postgresql_have_no_gap_and_no_repeat(
    tmp_path: Path, scratch_database: str
) -> None:
    environment = environment_of(tmp_path, scratch_database)
    assert sorted(numbers_of_two_processes(environment)) == EXPECTED
    assert run(environment, "-c", VERIFY).split(maxsplit=1) == ["0", "[]\n"]


@pytest.mark.django_db
def test_failure_while_numbering_gives_the_number_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = factories.rechecked(cast)
    wanted = issuing.Distribution("平政办发", [cast.unit_organ])

    def break_down(**_given: object) -> None:
        raise RuntimeError("the machine stops")

    with monkeypatch.context() as broken:
        broken.setattr(issuing, "move_paper", break_down)
        with pytest.raises(RuntimeError, match="the machine stops"):
            issuing.register_number(actor=cast.clerk, paper=paper, wanted=wanted, now=NOW)
    assert not NumberEntry.objects.exists()
    assert not Series.objects.filter(key="writing:平政办发", last__gt=0).exists()
    paper.refresh_from_db()
    issuing.register_number(actor=cast.clerk, paper=paper, wanted=wanted, now=NOW)
    assert paper.number == "平政办发〔2026〕1号"


@pytest.mark.django_db
def test_crash_between_numbering_and_printing_leaves_the_number_with_its_paper(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = factories.numbered(cast)

    def break_down(*_given: object) -> None:
        raise LayoutError("排版中断")

    with monkeypatch.context() as broken:
        broken.setattr(issuing, "print_paper", break_down)
        with pytest.raises(LayoutError):
            issuing.print_document(actor=cast.clerk, paper=paper, now=NOW)
    paper.refresh_from_db()
    assert (paper.state, paper.number, paper.printed_on) == ("printing", "平政办发〔2026〕1号", None)
    issuing.print_document(actor=cast.clerk, paper=paper, now=NOW)
    other = factories.numbered(cast, "另一件通知")
    issuing.drop(actor=cast.clerk, paper=other, reason="不再发文", now=NOW)
    entries = book_page("平政办发", 2026).rows
    assert [(each.sequence, each.void_reason) for each in entries] == [(2, "不再发文"), (1, "")]
    assert missing_numbers("平政办发", 2026) == []
    assert list_series() == [("平政办发", 2026)]


@pytest.mark.django_db
def test_lost_line_is_noticed(cast: Cast) -> None:
    papers = [factories.numbered(cast, f"第{n}件通知") for n in range(3)]
    NumberEntry.objects.filter(paper=papers[1]).delete()
    assert missing_numbers("平政办发", 2026) == [2]


@pytest.mark.django_db
def test_series_run_by_year_and_by_letters(cast: Cast) -> None:
    first = factories.numbered(cast)
    second = factories.rechecked(cast, "函件通知")
    wanted = issuing.Distribution("平政 办函", [cast.unit_organ])
    issuing.register_number(actor=cast.clerk, paper=second, wanted=wanted, now=NOW)
    third = factories.rechecked(cast, "明年的通知")
    later = NOW.replace(year=2027)
    wanted = issuing.Distribution("平政办发", [cast.unit_organ])
    issuing.register_number(actor=cast.clerk, paper=third, wanted=wanted, now=later)
    assert [first.number, second.number, third.number] == [
        "平政办发〔2026〕1号",
        "平政办函〔2026〕1号",
        "平政办发〔2027〕1号",
    ]
