"""Putting a file in."""

from datetime import datetime

from django.core.files.base import File

from xianxing.office.files.classified import refuse_classified
from xianxing.office.files.detect import detect, read_text
from xianxing.office.files.kinds import FileKind
from xianxing.office.files.models import StoredFile
from xianxing.office.files.names import clean_name, stored_name
from xianxing.office.files.vault import Draft, place, write_draft
from xianxing.office.ledger.actions import Actor, record, writing

READ_BYTES = 64 * 1024
_TEXTS = frozenset({FileKind.TEXT, FileKind.TEXT_GB, FileKind.CSV, FileKind.CSV_GB, FileKind.EML})


def store(*, actor: Actor, upload: "File[bytes]", now: datetime) -> StoredFile:
    """Keep a file and return its record.

    1. The bytes go to a temporary file, hashed and synced; 2. the type is judged by the content; 3. the bytes
    move to their place; 4. the record and its ledger entry are written. Steps 1 to 3 take no lock: call this
    before ``writing()``, not inside. A crash between 3 and 4 leaves bytes that nothing names and that the
    next upload of the same content uses.

    Raises:
        RefusedFile: too large, empty, damaged, or of a type that is not accepted.
        ClassifiedMaterial: the name or the text bears a mark of a state secret.
    """
    given = clean_name(upload.name or "")
    refuse_classified(given.rpartition(".")[0] or given, where=given)
    draft = write_draft(upload.chunks(), given)
    try:
        kind = _judge(draft, given)
    except BaseException:
        draft.path.unlink()
        raise
    place(draft)
    with writing():
        file = StoredFile.objects.create(
            name=stored_name(given, kind),
            sha256=draft.sha256,
            size=draft.size,
            content_type=kind.value.content_type,
            stored_at=now,
            stored_by_id=actor.actor_id,
        )
        record("files.file.stored", actor=actor, obj=file, now=now)
    return file


def _judge(draft: Draft, name: str) -> FileKind:
    with draft.path.open("rb") as content:
        kind = detect(content, name)
        if kind in _TEXTS:
            refuse_classified(read_text(content, READ_BYTES), where=name)
    return kind
