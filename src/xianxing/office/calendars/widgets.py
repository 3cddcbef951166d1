"""How a day is asked for on a page."""

from collections.abc import Mapping

from django import forms


class DayInput(forms.DateInput):
    """A field of the browser for a day; browsers take ISO dates whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs: Mapping[str, str] | None = None) -> None:
        super().__init__(dict(attrs or {}), format="%Y-%m-%d")
