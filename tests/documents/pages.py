"""Templates, styles and scripts of the product, and what must not stand in them."""

import re
from pathlib import Path

from tests.documents.texts import has_chinese

ADDRESS = re.compile(r"""(?<![:\w])(?:https?:)?//(?!www\.w3\.org/)[\w-]+\.[\w.-]+""")
LOADED = re.compile(r"""(?:src|href|action|url\(|import|fetch\()\s*=?\s*["'(]*(?:https?:)?//[\w-]""")
INLINE = re.compile(r"""<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son[a-z]+=["']""")
JSON_SCRIPT = re.compile(r"""<script[^>]*type=["']application/json["']""")
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
BLOCK_TRANSLATE = re.compile(r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
TAG = re.compile(r"\{%\s*trans(?:late)?\s.*?%\}|_\((?:\"[^\"]*\"|'[^']*')\)", re.DOTALL)
PROPER_NAMES = ("先行", "简体中文", "中文")
"""The product's name, and a language's own name on the switch: the same in every language."""

DECORATION = re.compile(r"""<span[^>]*aria-hidden="true"[^>]*>.</span>""")
SAMPLE_PAGES = frozenset({"kit.html"})
"""The sheet of page parts shows invented text that no reader of the product sees."""

SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)


def template_files(repository: Path) -> list[Path]:
    """Return every template of the product."""
    return sorted(path for path in (repository / "src").glob("**/templates/**/*") if path.is_file())


def static_files(repository: Path) -> list[Path]:
    """Return every style and script of the product, vendored ones too."""
    found = (repository / "src").glob("**/static/**/*")
    return sorted(path for path in found if path.suffix in {".css", ".js"})


def outside_hosts(text: str, *, vendored: str = "") -> list[str]:
    """Return the addresses of other hosts: all in our files, in vendored ones those that would be loaded."""
    pattern = LOADED if vendored else ADDRESS
    return [found.group(0) for found in pattern.finditer(text)]


def inline_code(template: str) -> list[str]:
    """Return inline scripts, styles and event attributes, which the content security policy refuses."""
    found = [match.group(0).strip() for match in INLINE.finditer(COMMENT.sub("", template))]
    return [text for text in found if not JSON_SCRIPT.match(text)]


def untranslated_lines(template: str) -> list[str]:
    """Return the lines of a template that hold Chinese outside of a translation tag."""
    bare = TAG.sub("", BLOCK_TRANSLATE.sub("", COMMENT.sub("", DECORATION.sub("", template))))
    for name in PROPER_NAMES:
        bare = bare.replace(name, "")
    return [line.strip() for line in bare.splitlines() if has_chinese(line)]
