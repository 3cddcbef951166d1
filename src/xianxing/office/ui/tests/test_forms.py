from html.parser import HTMLParser

import pytest

from xianxing.office.ui.forms import Renderer
from xianxing.office.ui.samples import SampleForm, refused_form


class Tags(HTMLParser):
    """Collects start tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, name: str) -> dict[str, str | None]:
        return next(attributes for _, attributes in self.found if attributes.get("name") == name)


def test_form_field_has_a_label_and_its_help() -> None:
    tags = Tags(str(SampleForm()))
    box = tags.named("title")
    assert ("label", {"for": box["id"]}) in tags.found
    assert box["aria-describedby"] == "id_title_helptext"
    assert ("div", {"class": "field-help", "id": "id_title_helptext"}) in tags.found


def test_form_field_that_must_be_filled_is_marked() -> None:
    drawn = str(SampleForm())
    assert drawn.count('<span class="field-required" aria-hidden="true">*</span>') == 5


def test_form_field_in_error_points_to_its_error() -> None:
    tags = Tags(str(refused_form()))
    assert tags.named("bad-unit")["aria-invalid"] == "true"
    assert tags.named("bad-unit")["aria-describedby"] == "id_bad-unit_error"
    assert ("div", {"class": "field-error", "id": "id_bad-unit_error", "role": "alert"}) in tags.found


def test_form_error_of_the_whole_stands_first() -> None:
    drawn = str(refused_form())
    assert drawn.startswith('<div class="note note-red form-errors" role="alert">')
    assert "期限早于今天。请改为今天或以后的日期。" in drawn


def test_form_textarea_takes_the_whole_width() -> None:
    assert str(SampleForm()).count('class="field field-wide"') == 1


def test_form_radio_buttons_are_a_group_with_a_legend() -> None:
    tags = [tag for tag, _ in Tags(str(SampleForm())).found]
    assert tags.count("fieldset") == tags.count("legend") == 1


@pytest.mark.parametrize(
    "name", ["ui/form/form.html", "ui/form/field.html", "django/forms/errors/list/ul.html"]
)
def test_renderer_finds_its_templates(name: str) -> None:
    assert Renderer().get_template(name)
