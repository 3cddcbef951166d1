"""The commands that set up and look after an office, called in this process."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import override_settings

from xianxing.office.access.models import Account, Role
from xianxing.office.access.tests.cast import gather_cast
from xianxing.office.jobs.models import Timer
from xianxing.office.ledger.queries import verify
from xianxing.office.people.models import Appointment
from xianxing.site import upkeep
from xianxing.site.commands import office, safety, server
from xianxing.site.doctor import Finding, Level
from xianxing.site.founding import Founding, found_office

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[Path]:
    with override_settings(HOME=tmp_path, STATIC_ROOT=tmp_path / "static"):
        yield tmp_path


def test_founding_opens_five_accounts_that_must_change_their_password() -> None:
    opened = found_office(Founding("平安市人民政府办公室", "周明", "林青"), now=NOW)
    roles = {account.username: account.grants.get().role for account in Account.objects.all()}
    assert roles == {
        "zhuren": Role.HEAD,
        "keyuan": Role.STAFF,
        "sysadmin": Role.SYSTEM_OFFICER,
        "secadmin": Role.SECURITY_OFFICER,
        "auditor": Role.AUDIT_OFFICER,
    }
    assert all(Account.objects.get(username=each.username).check_password(each.password) for each in opened)
    assert not Account.objects.filter(must_change_password=False).exists()
    assert [str(each.post) for each in Appointment.objects.order_by("post__order_number")] == [
        "平安市人民政府办公室主任",
        "平安市人民政府办公室科员",
    ]
    assert verify() == ()


def test_init_prints_each_password_once_and_refuses_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "collect_static", lambda: False)
    given = ["--office-name", "平安市政府办", "--head-name", "周明", "--staff-name", "林青"]
    first = CliRunner().invoke(office.init_command, given)
    lines = [line.split("\t") for line in first.output.splitlines() if "\t" in line]
    assert [line[0].strip() for line in lines] == ["zhuren", "keyuan", "sysadmin", "secadmin", "auditor"]
    assert Account.objects.get(username="zhuren").check_password(lines[0][1])
    second = CliRunner().invoke(office.init_command, given)
    assert (second.exit_code, "库中已有账号，无需再次初始化" in second.output) == (1, True)


def test_password_gives_a_new_one() -> None:
    cast = gather_cast()
    answer = CliRunner().invoke(office.password_command, ["clerk"])
    password = answer.output.partition("：")[2].partition("（")[0]
    cast.clerk.refresh_from_db()
    assert (cast.clerk.check_password(password), cast.clerk.must_change_password) == (True, True)


def test_password_of_nobody_is_refused() -> None:
    answer = CliRunner().invoke(office.password_command, ["nobody"])
    assert (answer.exit_code, answer.output) == (1, "Error: 没有用户名为 nobody 的账号；请核对用户名\n")


def test_demo_over_accounts_is_refused() -> None:
    gather_cast()
    answer = CliRunner().invoke(office.demo_command, [])
    assert (answer.exit_code, "演示办公室只能建在空库中" in answer.output) == (1, True)


@pytest.mark.parametrize(("level", "status"), [(Level.WARNING, 0), (Level.FAULT, 1)])
def test_doctor_with_a_fault_has_a_status(monkeypatch: pytest.MonkeyPatch, level: Level, status: int) -> None:
    monkeypatch.setattr(safety, "examine", lambda now: [Finding("磁盘", level, "快满", "请清理")])
    answer = CliRunner().invoke(safety.doctor_command, standalone_mode=False)
    sign = {Level.WARNING: "注意", Level.FAULT: "故障"}[level]
    assert (answer.return_value, answer.output) == (
        status,
        f"[{sign}] 磁盘：快满；请清理\n共 1 项，故障 {status} 项\n",
    )


def test_check_resolves_every_handler() -> None:
    answer = CliRunner().invoke(safety.check_command, [])
    assert (answer.exit_code, answer.output.startswith("检查通过")) == (0, True), answer.output


def test_upgrade_backs_up_first(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def note(name: str) -> Callable[..., int]:
        def noted(*given: object, **more: object) -> int:
            done.append(name)
            return 0

        return noted

    monkeypatch.setattr("xianxing.site.backup.back_up", note("backup"))
    monkeypatch.setattr("xianxing.site.backup.verify", note("verify"))
    monkeypatch.setattr(safety, "migrate", note("migrate"))
    monkeypatch.setattr(safety, "collect_static", note("static"))
    answer = CliRunner().invoke(safety.upgrade_command, [])
    assert (answer.exit_code, done) == (0, ["backup", "verify", "migrate", "static"])


def test_worker_arms_the_housekeeping_and_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[object] = []
    monkeypatch.setattr(office, "stop_on_signals", lambda: "stop")
    monkeypatch.setattr("xianxing.office.jobs.worker.run", ran.append)
    assert CliRunner().invoke(office.worker_command, []).exit_code == 0
    armed = set(Timer.objects.values_list("key", flat=True))
    assert (ran, {"jobs.rows.prune", "notices.outbox.prune"} - armed) == (["stop"], set())


def test_serve_beyond_this_machine_is_refused() -> None:
    answer = CliRunner().invoke(server.serve_command, ["--host", "0.0.0.0"])  # noqa: S104
    assert "--open-to-network" in str(answer.exception)


def test_serve_prints_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[str, int, int]] = []
    monkeypatch.setattr(server, "check_address", lambda *address, open_to_network: None)
    monkeypatch.setattr(server, "serve", lambda *given: served.append(given))
    answer = CliRunner().invoke(server.serve_command, ["--port", "8123"])
    assert (answer.output, served) == ("网页服务：http://127.0.0.1:8123/\n", [("127.0.0.1", 8123, 2)])


def test_run_hands_over_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "run", lambda host, port, workers, *, home, report: port)
    answer = CliRunner().invoke(server.run_command, ["--port", "8123"], standalone_mode=False)
    assert answer.return_value == 8123


def test_static_files_are_gathered_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(upkeep, "call_command", lambda name, **given: called.append(name))
    assert (upkeep.collect_static(), upkeep.collect_static(), called) == (True, False, ["collectstatic"])
    stamp = home / "static" / upkeep.STATIC_STAMP
    stamp.write_text(json.dumps("older"))
    assert upkeep.collect_static()


def test_migrate_with_nothing_pending_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(upkeep, "call_command", lambda name, **given: called.append(name))
    assert (upkeep.migrate(), called) == (0, [])
    monkeypatch.setattr(upkeep, "pending_migrations", lambda: ["jobs.0002"])
    assert (upkeep.migrate(), called) == (1, ["migrate"])


def test_database_with_tables_and_nobody_is_migrated_and_empty() -> None:
    assert (upkeep.is_migrated(), upkeep.is_empty()) == (True, True)
