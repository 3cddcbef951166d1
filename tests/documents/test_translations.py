"""The English catalogue is complete, keeps every placeholder, and really changes what a reader sees."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.utils.translation import gettext, override

from tests.documents.messages import PATH, in_template, messages, read_catalogue, updated, write_catalogue
from tests.documents.texts import has_chinese

SHOWN = 10
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def catalogue(repository: Path) -> Catalog:
    return read_catalogue(repository / PATH)


def texts_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ("",))


def test_catalogue_names_every_message_of_product(catalogue: Catalog, repository: Path) -> None:
    found = messages(repository)
    missing = [message for _, message, context in found if catalogue.get(_key(message), context) is None]
    assert missing[:SHOWN] == [], f"{len(missing)} missing; make messages brings them in"


def test_catalogue_has_english_for_every_message(catalogue: Catalog) -> None:
    empty = [message.id for message in catalogue if message.id and not all(texts_of(message))]
    assert empty[:SHOWN] == [], f"{len(empty)} without English"


def test_catalogue_english_holds_no_chinese(catalogue: Catalog) -> None:
    # What a reader must type or cite as it stands: names of laws, numbers, and what stands in quotation marks.
    kept = re.compile(
        "简体中文|先行|(?:信访|政府督查)工作条例|民法典#|收〔2026〕12号|调休上班|第一条|“[^”]*”"
    )
    found = [text for message in catalogue if message.id for text in texts_of(message) if has_chinese(text)]
    assert [text for text in found if has_chinese(kept.sub("", text))] == []


def test_catalogue_english_quotes_no_chinese_but_the_message_s_own(catalogue: Catalog) -> None:
    quoted = [
        (message.id, words)
        for message in catalogue
        if message.id
        for text in texts_of(message)
        for words in re.findall("“([^”]*)”", text)
        if has_chinese(words)
    ]
    assert [(given, words) for given, words in quoted if words not in str(given)] == []


def test_catalogue_english_keeps_every_placeholder(catalogue: Catalog) -> None:
    changed = [
        message.id
        for message in catalogue
        if isinstance(message.id, str) and _placeholders(message.id) != _placeholders(texts_of(message)[0])
    ]
    assert changed == []


def test_catalogue_names_nothing_that_is_gone(catalogue: Catalog, repository: Path) -> None:
    present = {(_key(found), context) for _, found, context in messages(repository)}
    held = {(_key(message.id), message.context) for message in catalogue if message.id}
    assert sorted(held - present) == []


def test_catalogue_is_not_fuzzy(catalogue: Catalog) -> None:
    assert catalogue.fuzzy is False
    assert [message.id for message in catalogue if message.fuzzy] == []


def test_english_reader_sees_english() -> None:
    with override("en"):
        assert not has_chinese(gettext("来件登记"))
    with override("zh-hans"):
        assert gettext("来件登记") == "来件登记"


def test_messages_of_template_are_found_with_their_plural() -> None:
    text = (
        '{% load i18n %}{% translate "来件" %}{{ _("待办") }}'
        "{% blocktranslate count n=n %}一件{% plural %}{{ n }} 件{% endblocktranslate %}"
    )
    assert list(in_template(text, "a.html")) == [
        ("gettext", ("来件",)),
        ("_", ("待办",)),
        ("ngettext", ("一件", "%(n)s 件")),
    ]


def test_updated_catalogue_keeps_english_and_drops_what_is_gone(tmp_path: Path) -> None:
    module = tmp_path / "src" / "xianxing" / "office" / "a.py"
    module.parent.mkdir(parents=True)
    module.write_text('x = _("来件")\ny = _("待办")\nz = _("English already")\n', encoding="utf-8")
    old = Catalog(locale="en")
    old.add("来件", string="Incoming")
    old.add("已撤", string="Gone")
    write_catalogue(updated(old, tmp_path), tmp_path / "django.po")
    fresh = read_catalogue(tmp_path / "django.po")
    assert {message.id: message.string for message in fresh if message.id} == {"来件": "Incoming", "待办": ""}


def _key(found: str | Sequence[str]) -> str:
    return found if isinstance(found, str) else found[0]


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))
