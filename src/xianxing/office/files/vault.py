"""Where the bytes lie: once for each content, under the hash of it."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from xianxing.office.files.errors import TooLarge

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Draft:
    """Bytes that were written to a temporary file and synced, with their hash."""

    path: Path
    sha256: str
    size: int


def path_of(sha256: str) -> Path:
    """Return where the content with this hash lies.

    Raises:
        ValueError: the text is not a SHA-256 hash in lower case, so it could lead elsewhere.
    """
    if not _HASH.fullmatch(sha256):
        raise ValueError(f"{sha256!r} 不是 64 位十六进制摘要；请核对文件记录")
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def write_draft(chunks: Iterable[bytes], name: str) -> Draft:
    """Write the chunks to a temporary file beside the vault, hash them and sync.

    Raises:
        TooLarge: more than ``FILE_LIMIT_BYTES``; nothing is left behind.
    """
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, path = tempfile.mkstemp(dir=folder)
    digest = hashlib.sha256()
    size = 0
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                _check_size(size, name)
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(path).unlink()
        raise
    return Draft(Path(path), digest.hexdigest(), size)


def place(draft: Draft) -> Path:
    """Move a draft to its place and return it; content that is already there is kept and the draft dropped.

    The rename is atomic and the folder is synced, so after a crash the file is whole or absent.
    """
    target = path_of(draft.sha256)
    if target.exists():
        draft.path.unlink()
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    draft.path.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return target


def _check_size(size: int, name: str) -> None:
    limit = settings.FILE_LIMIT_BYTES
    if size > limit:
        raise TooLarge(
            _("文件“%(name)s”超过 %(limit)d 兆字节的上限；请压缩图片或拆分后重新上传")
            % {"name": name, "limit": limit // (1024 * 1024)}
        )
