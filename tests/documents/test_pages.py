from pathlib import Path

from django.template.loader import get_template

from tests.documents.pages import (
    SAMPLE_PAGES,
    SCRIPT_COMMENT,
    inline_code,
    outside_hosts,
    static_files,
    template_files,
    untranslated_lines,
)
from tests.documents.texts import has_chinese


def test_templates_all_compile(repository: Path) -> None:
    for path in template_files(repository):
        _, _, name = path.as_posix().rpartition("/templates/")
        get_template(name)


def test_pages_load_nothing_from_another_host(repository: Path) -> None:
    found = {}
    for path in [*template_files(repository), *static_files(repository)]:
        vendored = "vendor" if "vendor" in path.parts else ""
        if hosts := outside_hosts(path.read_text(encoding="utf-8"), vendored=vendored):
            found[path.name] = hosts
    assert found == {}


def test_templates_hold_no_inline_script_or_style(repository: Path) -> None:
    paths = template_files(repository)
    found = {path.name: inline_code(path.read_text(encoding="utf-8")) for path in paths}
    assert {name: code for name, code in found.items() if code} == {}


def test_templates_translate_every_chinese_word(repository: Path) -> None:
    pages = [path for path in template_files(repository) if path.suffix == ".html"]
    paths = [path for path in pages if path.name not in SAMPLE_PAGES]
    found = {path.name: untranslated_lines(path.read_text(encoding="utf-8")) for path in paths}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_scripts_take_their_words_from_the_page(repository: Path) -> None:
    scripts = [path for path in static_files(repository) if path.suffix == ".js"]
    texts = {path.name: SCRIPT_COMMENT.sub("", path.read_text(encoding="utf-8")) for path in scripts}
    assert [name for name, text in texts.items() if has_chinese(text)] == []


def test_outside_host_in_page_is_found() -> None:
    assert outside_hosts('<img src="https://example.org/a.png">') == ["https://example.org"]
    assert outside_hosts("background: url(//example.org/a.png)") == ["//example.org"]


def test_own_path_and_namespace_are_let_through() -> None:
    assert outside_hosts('<svg xmlns="http://www.w3.org/2000/svg"><use href="/static/a.svg"/></svg>') == []


def test_vendored_script_with_host_in_comment_is_let_through() -> None:
    assert outside_hosts("// see https://example.org/docs", vendored="yes") == []
    assert outside_hosts('x.src = "https://example.org/a.js"', vendored="yes") == ['src = "https://e']


def test_inline_script_style_and_event_are_found() -> None:
    assert inline_code('<script>x()</script><p style="a"><p onclick="x()">') == [
        "<script>",
        "style=",
        'onclick="',
    ]


def test_script_file_and_json_are_let_through() -> None:
    assert inline_code('<script src="/a.js" defer></script><script type="application/json">{}</script>') == []


def test_bare_chinese_in_template_is_found() -> None:
    text = '{% translate "来件" %}\n{# 注 #}<p>待办</p>\n{% blocktranslate %}共{{ n }}{% endblocktranslate %}'
    assert untranslated_lines(text) == ["<p>待办</p>"]
