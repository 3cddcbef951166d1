"""The stored form of an index: arrays and JSON in one zip, nothing that runs code when read."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from xianxing.engines.grouping.errors import BadStateError
from xianxing.engines.grouping.judgement import Subject
from xianxing.engines.grouping.places import Places
from xianxing.engines.grouping.postings import PackedRows

VERSION = 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an index is made of, its messages in the order of their arrival."""

    subjects: tuple[Subject, ...]
    words: PackedRows
    grams: PackedRows


def pack(snapshot: Snapshot) -> bytes:
    """The snapshot as bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("version", str(VERSION))
        archive.writestr(
            "subjects", json.dumps([_to_list(each) for each in snapshot.subjects], ensure_ascii=False)
        )
        for name, rows in (("words", snapshot.words), ("grams", snapshot.grams)):
            archive.writestr(f"{name}.terms", json.dumps(rows.terms, ensure_ascii=False))
            archive.writestr(f"{name}.packed", rows.packed.astype("<u4").tobytes())
            archive.writestr(f"{name}.lengths", rows.lengths.astype("<i8").tobytes())
    return target.getvalue()


def unpack(stored: bytes) -> Snapshot:
    """The snapshot that `pack` wrote.

    Raises: BadStateError when the bytes are damaged or of another version.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(stored)) as archive:
            version = archive.read("version").decode()
            if version != str(VERSION):
                raise BadStateError(f"版本为{version}，应为{VERSION}")
            subjects = tuple(_to_subject(each) for each in json.loads(archive.read("subjects")))
            return Snapshot(subjects, _read_rows(archive, "words"), _read_rows(archive, "grams"))
    except BadStateError:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as problem:
        raise BadStateError("内容损坏") from problem


def _read_rows(archive: zipfile.ZipFile, name: str) -> PackedRows:
    return PackedRows(
        terms=json.loads(archive.read(f"{name}.terms")),
        packed=np.frombuffer(archive.read(f"{name}.packed"), dtype="<u4"),
        lengths=np.frombuffer(archive.read(f"{name}.lengths"), dtype="<i8"),
    )


_Row = tuple[str, str, str, str | None, list[str], list[str], list[str], str, str]


def _to_list(subject: Subject) -> _Row:
    places = subject.places
    return (
        subject.id,
        subject.time.isoformat(),
        subject.title,
        subject.complainant,
        list(places.districts),
        list(places.headline),
        list(places.sites),
        subject.key.hex(),
        subject.sketch.hex(),
    )


def _to_subject(row: _Row) -> Subject:
    message_id, time, title, complainant, districts, headline, sites, key, shingles = row
    return Subject(
        id=message_id,
        time=datetime.fromisoformat(time),
        title=title,
        complainant=complainant,
        places=Places(tuple(districts), tuple(headline), tuple(sites)),
        key=bytes.fromhex(key),
        sketch=bytes.fromhex(shingles),
    )
