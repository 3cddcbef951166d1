"""An archive holds everything, tells when it was touched, and comes back whole."""

import io
import json
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings

from xianxing.office.access.tests.cast import gather_cast
from xianxing.office.files.models import StoredFile
from xianxing.office.jobs.models import Worker
from xianxing.site import backup, database_copy
from xianxing.site.backup import (
    BackupRefused,
    back_up,
    check_restored,
    read_contents,
    refuse_non_empty,
    verify,
)
from xianxing.site.database_copy import CopyFailed, member_name, refuse_running

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CONTENT = "防汛值守表".encode()
DIGEST = sha256(CONTENT).hexdigest()

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    """An installation's folder with a key and one stored file; SQLite copies no open transaction."""
    place = tmp_path / "files" / DIGEST[:2] / DIGEST[2:4] / DIGEST
    place.parent.mkdir(parents=True)
    place.write_bytes(CONTENT)
    (tmp_path / "secret_key").write_text("key")
    with override_settings(HOME=tmp_path, MEDIA_ROOT=tmp_path / "files"):
        yield tmp_path


@pytest.fixture
def archive(home: Path) -> Path:
    return back_up(None, now=NOW, report=lambda text: None)


def rewrite(archive: Path, *, changed: dict[str, bytes], target: Path) -> Path:
    """Write the archive again with some members changed, added, or (empty) left out."""
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        members = {member.name: old.extractfile(member) for member in old}
        contents = {name: stream.read() for name, stream in members.items() if stream}
        for name, content in {**contents, **changed}.items():
            if content:
                info = tarfile.TarInfo(name)
                info.size = len(content)
                new.addfile(info, io.BytesIO(content))
    return target


def test_backup_holds_database_files_and_key(home: Path, archive: Path) -> None:
    assert archive == home / "backups" / "xianxing-20261123-010000.tar.gz"
    contents = read_contents(archive)
    assert set(contents.digests) == {
        member_name(),
        "secret_key",
        f"files/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}",
    }
    assert (contents.vendor, contents.made_at) == (connection.vendor, NOW.isoformat())
    assert verify(archive) == 3
    assert archive.stat().st_mode & 0o077 == 0
    assert json.loads((home / backup.LAST).read_text())["path"] == str(archive)
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


def test_backup_over_an_existing_file_is_refused(archive: Path) -> None:
    with pytest.raises(BackupRefused, match="已存在"):
        back_up(archive, now=NOW, report=lambda text: None)


def test_backup_that_fails_leaves_nothing_behind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(target: Path) -> None:
        raise CopyFailed("磁盘已满")

    monkeypatch.setattr(database_copy, "take", fail)
    with pytest.raises(CopyFailed):
        back_up(None, now=NOW, report=lambda text: None)
    assert list((home / "backups").iterdir()) == []


@pytest.mark.parametrize(
    "changed",
    [{"secret_key": b"other"}, {"secret_key": b""}, {"files/extra": b"x"}],
    ids=["altered", "removed", "added"],
)
def test_verify_of_a_touched_archive_names_the_file(
    archive: Path, tmp_path: Path, changed: dict[str, bytes]
) -> None:
    touched = rewrite(archive, changed=changed, target=tmp_path / "touched.tar.gz")
    name = next(iter(changed))
    with pytest.raises(BackupRefused, match=f"有 1 个文件与校验值不符或缺失（如 {name}）"):
        verify(touched)


def test_verify_of_a_cut_off_archive_is_refused(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-2000])
    with pytest.raises(BackupRefused, match="请改用另一份备份"):
        verify(archive)


def test_verify_of_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.tar.gz"
    other.write_bytes(b"not an archive")
    with pytest.raises(BackupRefused, match="读不出来"):
        verify(other)
    with tarfile.open(other, "w:gz") as written:
        written.addfile(tarfile.TarInfo("readme"))
    with pytest.raises(BackupRefused, match="不是本系统的备份文件"):
        verify(other)


def test_verify_of_another_format_is_refused(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as opened:
        stream = opened.extractfile(backup.MANIFEST)
        assert stream is not None
        manifest = {**json.loads(stream.read()), "format": 9}
    other = rewrite(
        archive, changed={backup.MANIFEST: json.dumps(manifest).encode()}, target=tmp_path / "9.tar.gz"
    )
    with pytest.raises(BackupRefused, match="第 9 版"):
        verify(other)


def test_verify_of_links_is_refused(archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "link.tar.gz"
    with tarfile.open(archive) as old, tarfile.open(other, "w:gz") as new:
        new.addfile(old.getmember(backup.MANIFEST), old.extractfile(backup.MANIFEST))
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        new.addfile(link)
    with pytest.raises(BackupRefused, match="不该有的内容"):
        verify(other)


def test_restore_puts_files_and_key_back_and_hands_the_database_over(
    home: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[str] = []
    monkeypatch.setattr(database_copy, "put_back", lambda source, now: put.append(source.name))
    next((home / "files").rglob(DIGEST)).unlink()
    (home / "secret_key").write_text("lost")
    backup.restore(archive, now=NOW, report=lambda text: None)
    assert (put, (home / "secret_key").read_text()) == ([member_name()], "key")
    assert next((home / "files").rglob(DIGEST)).read_bytes() == CONTENT


def test_restore_of_another_database_is_refused(
    archive: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    monkeypatch.setattr(backup, "connection", type("Other", (), {"vendor": other}))
    with pytest.raises(BackupRefused, match=f"此备份来自 {connection.vendor}，当前数据库是 {other}"):
        backup.restore(archive, now=NOW, report=lambda text: None)


def test_restore_beside_a_live_worker_is_refused(archive: Path) -> None:
    Worker.objects.create(name="a:1", started_at=NOW, seen_at=NOW)
    with pytest.raises(CopyFailed, match="后台进程还在运行"):
        backup.restore(archive, now=NOW, report=lambda text: None)
    refuse_running(now=NOW + timedelta(minutes=1))


def test_restore_over_accounts_is_refused() -> None:
    refuse_non_empty()
    gather_cast()
    with pytest.raises(BackupRefused, match="--force"):
        refuse_non_empty()


def test_check_restored_names_missing_files(home: Path) -> None:
    assert check_restored() == []
    StoredFile.objects.create(
        sha256="0" * 64, name="x.pdf", size=1, content_type="application/pdf", stored_at=NOW
    )
    assert check_restored() == ["缺少文件 000000000000…"]


def test_copy_that_does_not_move_for_a_minute_is_given_up() -> None:
    moments = iter([0.0, 1.0, 60.0, 61.0, 120.0, 122.0])
    check = database_copy._patience(lambda: next(moments))
    for remaining in (9, 9, 8, 8):
        check(0, remaining, 9)
    with pytest.raises(CopyFailed, match="一直被占用"):
        check(0, 8, 9)


def test_tool_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(CopyFailed, match="找不到 pg_dump"):
        database_copy._run_tool("pg_dump")


def test_tool_failing_gives_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = subprocess.CompletedProcess([], 1, b"", b"first\nserver version mismatch\n")
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr("subprocess.run", lambda *given, **more: ended)
    with pytest.raises(CopyFailed, match="pg_restore 失败：server version mismatch"):
        database_copy._run_tool("pg_restore")


def test_copy_damaged_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "database.sqlite3"
    broken.write_bytes(b"x" * 5000)
    if connection.vendor == "sqlite":
        with pytest.raises(CopyFailed, match="打不开"):
            database_copy.put_back(broken, now=NOW)
    else:
        with pytest.raises(CopyFailed, match="pg_restore 失败"):
            database_copy.put_back(broken, now=NOW)
