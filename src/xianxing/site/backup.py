"""One archive holds the whole installation: database, files and secret key, with a digest of each.

The database is copied first and the files after it. A file is stored before the row that names it is committed,
and is never changed, so every file that the copied rows name is in the archive.
"""

import hashlib
import json
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from xianxing.office.files.models import StoredFile
from xianxing.office.files.vault import path_of
from xianxing.office.ledger.queries import verify as verify_ledger
from xianxing.site import database_copy
from xianxing.site.upkeep import is_empty, is_migrated

MANIFEST = "manifest.json"
KEY = "secret_key"
FILES = "files"
LAST = "last_backup.json"
FORMAT = 1
CHUNK = 1024 * 1024

Report = Callable[[str], None]


class BackupRefused(ValueError):
    """The archive cannot be written, read or restored; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the archive says of itself."""

    format: int
    version: str
    vendor: str
    made_at: str
    digests: dict[str, str]
    """Member name to SHA-256."""


def back_up(target: Path | None, *, now: datetime, report: Report) -> Path:
    """Write an archive (to ``backups`` in the installation's folder when no target is given), return its path.

    It is written under another name and renamed when complete, readable by its owner only.
    """
    target = target or settings.HOME / "backups" / f"xianxing-{now:%Y%m%d-%H%M%S}.tar.gz"
    if target.exists():
        raise BackupRefused(f"{target} 已存在；请换一个文件名")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
            _write(partial, Path(scratch), now, report)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    last = {"at": now.isoformat(), "path": str(target), "bytes": target.stat().st_size}
    (settings.HOME / LAST).write_text(json.dumps(last))
    return target


def verify(source: Path) -> int:
    """Read an archive through, compare every digest, and return the number of files.

    Raises:
        BackupRefused: not an archive of this product, or a file is missing, altered or added.
    """
    contents, found = read_contents(source), {}
    with _opened(source) as archive:
        for member in _members(archive):
            if member.name != MANIFEST:
                found[member.name] = _digest(_stream(archive, member))
    wrong = sorted(
        name for name in {*found, *contents.digests} if found.get(name) != contents.digests.get(name)
    )
    if wrong:
        raise BackupRefused(
            f"{source} 有 {len(wrong)} 个文件与校验值不符或缺失（如 {wrong[0]}）；请改用另一份备份"
        )
    return len(found)


def refuse_non_empty() -> None:
    """Return when there is nothing to lose here.

    Raises:
        BackupRefused: the database has accounts.
    """
    if is_migrated() and not is_empty():
        raise BackupRefused(
            "当前库不为空；恢复会替换全部内容。确需恢复请加 --force（原有数据另存，不会删除）"
        )


def restore(source: Path, *, now: datetime, report: Report) -> None:
    """Put the archive's database, files and key in place of what is here, which is kept beside.

    Raises:
        BackupRefused: the archive is damaged, of another database, or the product is running.
    """
    verify(source)
    contents = read_contents(source)
    if contents.vendor != connection.vendor:
        raise BackupRefused(
            f"此备份来自 {contents.vendor}，当前数据库是 {connection.vendor}；请把 XIANXING_DATABASE_URL 设为同一种"
        )
    database_copy.refuse_running(now=now)
    with tempfile.TemporaryDirectory(dir=settings.HOME) as scratch:
        folder = Path(scratch)
        with _opened(source) as archive:
            archive.extractall(folder, members=_members(archive), filter="data")
        report(f"  解开 {len(contents.digests)} 个文件")
        database_copy.put_back(folder / database_copy.member_name(), now=now)
        _put_files(folder)


def check_restored() -> list[str]:
    """Return what is wrong after a restore: faults of the ledger, and rows whose file is missing."""
    faults = [fault.message for fault in verify_ledger()]
    digests = StoredFile.objects.values_list("sha256", flat=True).distinct()
    missing = [digest for digest in digests if not path_of(digest).exists()]
    return faults + [f"缺少文件 {digest[:12]}…" for digest in missing]


def read_contents(source: Path) -> Contents:
    """Return what the archive says of itself.

    Raises:
        BackupRefused: it is not an archive of this product.
    """
    with _opened(source) as archive:
        first = archive.next()
        if first is None or first.name != MANIFEST:
            raise BackupRefused(f"{source} 不是本系统的备份文件；请选择 xianxing backup 生成的文件")
        contents = Contents(**json.loads(_stream(archive, first).read()))
    if contents.format != FORMAT:
        raise BackupRefused(
            f"{source} 的格式是第 {contents.format} 版，本程序只认第 {FORMAT} 版；请用对应版本恢复"
        )
    return contents


def _write(partial: Path, scratch: Path, now: datetime, report: Report) -> None:
    copy = scratch / database_copy.member_name()
    database_copy.take(copy)
    report(f"  数据库 {copy.stat().st_size // 1024} KB")
    sources = {copy.name: copy, **dict(_stored_files())}
    key = settings.HOME / KEY
    if key.exists():
        sources[KEY] = key
    digests = {name: _digest_of(path) for name, path in sources.items()}
    report(f"  文件 {len(sources)} 个")
    contents = Contents(FORMAT, version("xianxing"), connection.vendor, now.isoformat(), digests)
    manifest = scratch / MANIFEST
    manifest.write_text(json.dumps(asdict(contents), ensure_ascii=False))
    partial.touch(mode=0o600)
    with tarfile.open(partial, "w:gz", compresslevel=6) as archive:
        for name, path in {MANIFEST: manifest, **sources}.items():
            archive.add(path, arcname=name, recursive=False)


def _stored_files() -> Iterator[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"{FILES}/{path.relative_to(root)}", path


def _put_files(folder: Path) -> None:
    """Add the archive's files to those here (their names are their digests), and take its key."""
    for path in sorted((folder / FILES).rglob("*")):
        if path.is_file():
            place = Path(settings.MEDIA_ROOT) / path.relative_to(folder / FILES)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, place)
    if (folder / KEY).exists():
        shutil.move(folder / KEY, settings.HOME / KEY)
        (settings.HOME / KEY).chmod(0o600)


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    """Open an archive; whatever breaks while it is read is one refusal.

    Raises:
        BackupRefused: it is no archive, cut off or damaged.
    """
    try:
        with tarfile.open(source, "r:gz") as archive:
            yield archive
    except (tarfile.TarError, OSError, EOFError, zlib.error) as error:
        raise BackupRefused(f"{source} 读不出来（{error}）；请改用另一份备份") from error


def _members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield the plain files of the archive.

    Raises:
        BackupRefused: it holds something else than plain files.
    """
    for member in archive:
        if not member.isfile():
            raise BackupRefused(f"备份里有不该有的内容 {member.name}；请改用另一份备份")
        yield member


def _stream(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(member)
    if stream is None:
        raise BackupRefused(f"备份里的 {member.name} 读不出来；请改用另一份备份")
    return stream


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return _digest(stream)


def _digest(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
