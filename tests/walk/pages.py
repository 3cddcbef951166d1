"""What no page may contain."""

import re

FORBIDDEN = {
    "another host": re.compile(
        r"""(?:src|href|action|srcset|poster|data)=["'](?:https?:)?//""", re.IGNORECASE
    ),
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/json)[^>]*>", re.IGNORECASE
    ),
    "an inline style": re.compile(r"""<style\b|<[a-z][^>]*\sstyle=["']""", re.IGNORECASE),
    "an inline event": re.compile(r"""<[a-z][^>]*\son[a-z]+=["']""", re.IGNORECASE),
    "an unfilled translation": re.compile(r"%\([a-z_]+\)s"),
}
_WORDS_FOR_SCRIPTS = re.compile(r"""\sdata-[a-z-]+=(?:"[^"]*"|'[^']*')""")
"""Texts whose places a script fills in."""


def faults_of(html: str) -> list[str]:
    """Return what a page contains and may not."""
    shown = _WORDS_FOR_SCRIPTS.sub("", html)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(shown)]
