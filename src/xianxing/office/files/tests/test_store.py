from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from xianxing.office.files.actions import store
from xianxing.office.files.errors import ClassifiedMaterial, TooLarge, UnsupportedType
from xianxing.office.files.models import StoredFile
from xianxing.office.files.queries import damaged_files, open_stored
from xianxing.office.files.responses import download, preview
from xianxing.office.files.tests.packages import PDF, PNG, WORD, office_package
from xianxing.office.files.vault import path_of, place, write_draft
from xianxing.office.ledger.actions import SYSTEM
from xianxing.office.ledger.models import Entry

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HASH = "ab" * 32


@pytest.fixture(autouse=True)
def vault(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def _files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _store(content: bytes, name: str) -> StoredFile:
    return store(actor=SYSTEM, upload=ContentFile(content, name), now=NOW)


@pytest.mark.django_db
def test_store_accepted_file_keeps_bytes_record_and_ledger_entry(vault: Path) -> None:
    file = _store(PDF, "目录/请示.pdf")
    assert (file.name, file.size, file.content_type) == ("请示.pdf", len(PDF), "application/pdf")
    assert (file.stored_at, file.stored_by_id) == (NOW, None)
    assert path_of(file.sha256) == vault / file.sha256[:2] / file.sha256[2:4] / file.sha256
    with open_stored(file) as content:
        assert content.read() == PDF
    entry = Entry.objects.get()
    assert (entry.verb, entry.object_type, entry.object_id) == (
        "files.file.stored",
        "files.storedfile",
        file.pk,
    )
    assert entry.object_label == "请示.pdf"


@pytest.mark.django_db
def test_store_the_same_content_twice_keeps_the_bytes_once(vault: Path) -> None:
    first, second = _store(PDF, "一.pdf"), _store(PDF, "二.pdf")
    assert first.pk != second.pk
    assert first.sha256 == second.sha256
    assert _files_in(vault) == [path_of(first.sha256)]


@pytest.mark.django_db
def test_store_too_large_is_refused_and_leaves_nothing(vault: Path, settings: Settings) -> None:
    settings.FILE_LIMIT_BYTES = 1024 * 1024
    with pytest.raises(TooLarge) as refusal:
        _store(PDF + b"\0" * 1024 * 1024, "请示.pdf")
    assert str(refusal.value) == "文件“请示.pdf”超过 1 兆字节的上限；请压缩图片或拆分后重新上传"
    assert (_files_in(vault), StoredFile.objects.count(), Entry.objects.count()) == ([], 0, 0)


@pytest.mark.django_db
def test_store_file_of_exactly_the_limit_passes(settings: Settings) -> None:
    settings.FILE_LIMIT_BYTES = len(PDF)
    assert _store(PDF, "请示.pdf").size == len(PDF)


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "name"), [(b"<script>", "a.txt"), (b"MZ\0", "a.pdf"), (PDF, "a.exe")])
def test_store_dangerous_content_is_refused_and_leaves_nothing(
    vault: Path, content: bytes, name: str
) -> None:
    with pytest.raises(UnsupportedType):
        _store(content, name)
    assert (_files_in(vault), StoredFile.objects.count()) == ([], 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF, "【机密】请示.pdf"),
        (PDF, "机密★1年.pdf"),
        (PDF, "请示（秘密）.pdf"),
        ("机密★1年\n关于……".encode(), "请示.txt"),
        ("绝密\n关于……".encode("gb18030"), "请示.txt"),
        ("From: a@b\nDate: x\n\n密级：秘密".encode(), "信.eml"),
    ],
)
def test_store_classified_file_is_refused_and_leaves_nothing(vault: Path, content: bytes, name: str) -> None:
    with pytest.raises(ClassifiedMaterial):
        _store(content, name)
    assert (_files_in(vault), StoredFile.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_store_ordinary_words_about_secrets_pass() -> None:
    assert _store("发现商家秘密涨价".encode(), "商业秘密保护.txt").name == "商业秘密保护.txt"


@pytest.mark.django_db
def test_store_when_the_record_fails_leaves_bytes_that_the_next_upload_uses(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("xianxing.office.files.actions.record", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            _store(PDF, "请示.pdf")
    assert StoredFile.objects.count() == 0
    (orphan,) = _files_in(vault)
    assert path_of(_store(PDF, "请示.pdf").sha256) == orphan


@pytest.mark.django_db
def test_store_for_an_upload_without_a_name_gives_one() -> None:
    assert store(actor=SYSTEM, upload=ContentFile(PNG), now=NOW).name == "未命名.png"


@pytest.mark.django_db
def test_damaged_files_names_missing_and_changed_bytes() -> None:
    whole, missing, changed = _store(PDF, "1.pdf"), _store(PNG, "2.png"), _store(PNG + b"\0", "3.png")
    assert list(damaged_files()) == []
    path_of(missing.sha256).unlink()
    path_of(changed.sha256).write_bytes(PNG)
    assert list(damaged_files()) == [missing, changed]
    assert whole not in list(damaged_files())


@pytest.mark.parametrize("text", ["", "../" * 20 + "etc", "AB" * 32, "ab" * 31, HASH + "\n"])
def test_path_of_anything_but_a_hash_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是 64 位十六进制摘要；请核对文件记录"):
        path_of(text)


def test_write_draft_when_the_sender_breaks_off_leaves_nothing(vault: Path) -> None:
    def broken() -> "list[bytes]":
        raise ConnectionError

    with pytest.raises(ConnectionError):
        write_draft((each for _ in range(1) for each in broken()), "a")
    assert _files_in(vault) == []


@given(st.lists(st.binary(max_size=50), max_size=6))
def test_place_any_chunks_come_back_whole(chunks: list[bytes]) -> None:
    draft = write_draft(chunks, "a")
    assert place(draft).read_bytes() == b"".join(chunks)
    assert draft.size == sum(map(len, chunks))
    assert not draft.path.exists()


@pytest.mark.django_db
def test_download_is_always_saved_and_never_drawn() -> None:
    response = download(_store(PDF, '关于"供暖"的请示.pdf'))
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%85%B3%E4%BA%8E_%E4%BE%9B%E6%9A%96_%E7%9A%84%E8%AF%B7%E7%A4%BA.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    )
    assert (response["Content-Type"], response["Content-Length"]) == ("application/pdf", str(len(PDF)))
    assert b"".join(response) == PDF


@pytest.mark.django_db
def test_preview_shows_pictures_and_pdf_and_saves_the_rest() -> None:
    picture, document, other = (
        preview(_store(content, name))
        for content, name in [(PNG, "a.png"), (PDF, "a.pdf"), (office_package(WORD), "a.docx")]
    )
    assert picture["Content-Disposition"] == 'inline; filename="a.png"'
    assert document["Content-Disposition"] == 'inline; filename="a.pdf"'
    assert other["Content-Disposition"] == 'attachment; filename="a.docx"'
    assert "sandbox" not in document["Content-Security-Policy"]
    assert "sandbox" in picture["Content-Security-Policy"]
    assert "sandbox" in other["Content-Security-Policy"]
    for response in (picture, document, other):
        response.close()


@pytest.mark.django_db
def test_download_of_lost_bytes_says_what_to_do() -> None:
    file = _store(PDF, "a.pdf")
    path_of(file.sha256).unlink()
    with pytest.raises(Http404) as refusal:
        download(file)
    assert str(refusal.value) == "文件“a.pdf”的内容不在本机；请联系系统管理员从备份恢复"


def test_stored_file_is_shown_by_its_name() -> None:
    assert str(StoredFile(name="请示.pdf")) == "请示.pdf"
