"""Every template, style and script of the office: no external host, no inline script or style."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

UI = Path(__file__).parent.parent
SOURCE = UI.parent.parent
TEMPLATES = sorted(SOURCE.glob("*/*/templates/**/*.html"))
STATIC = sorted(path for path in (UI / "static").rglob("*") if path.suffix in {".css", ".js", ".svg"})
EXTERNAL = re.compile(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", re.IGNORECASE)
SVG_NAMESPACE = "http://www.w3.org/2000/svg"


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def faults(text: str) -> list[str]:
    """Return what a template must not hold."""
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", text)
    styles = re.findall(r"<style\b|\sstyle\s*=", text)
    handlers = re.findall(r"\son[a-z]+\s*=\s*[\"']", text)
    return scripts + styles + handlers + ["javascript:"] * text.count("javascript:") + EXTERNAL.findall(text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_holds_no_inline_code_and_no_external_host(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", STATIC, ids=name)
def test_static_file_names_no_external_host(path: Path) -> None:
    assert EXTERNAL.findall(path.read_text(encoding="utf-8").replace(SVG_NAMESPACE, "")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        '<p style="color: red">',
        "<style>p {}</style>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        '<script src="https://cdn.example.com/x.js"></script>',
    ],
)
def test_faults_of_a_planted_one_are_found(planted: str) -> None:
    assert faults(planted)


@pytest.mark.parametrize("path", sorted((UI / "templates").rglob("*.html")), ids=name)
def test_template_of_the_interface_compiles(path: Path) -> None:
    get_template(str(path.relative_to(UI / "templates")))


def test_theme_of_the_dark_names_every_colour_of_the_light() -> None:
    def colours(file: str) -> set[str]:
        text = (UI / "static/ui" / file).read_text(encoding="utf-8")
        return set(re.findall(r"(--[a-z-]+):\s*(?:#|rgba|0 6px)", text))

    assert colours("dark.css") == colours("tokens.css")


def test_styles_outside_the_tokens_use_only_named_variables() -> None:
    used: set[str] = set()
    for path in (UI / "static/ui").glob("*.css"):
        used |= set(re.findall(r"var\((--[a-z-]+)\)", path.read_text(encoding="utf-8")))
    tokens = (UI / "static/ui/tokens.css").read_text(encoding="utf-8")
    assert used <= set(re.findall(r"(--[a-z-]+):", tokens))
