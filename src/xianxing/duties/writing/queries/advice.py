"""What a rule or the proofreader has to say, as the editor shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that a rule has to say, ready to stand beside the field it is about."""

    key: str
    rule: str
    clause: str
    strength: str
    field: str
    message: str
    quote: str = ""
    fix: str | None = None

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return {"must": "red", "normally": "amber", "proof": "amber", "may": "blue"}.get(
            self.strength, "grey"
        )

    @property
    def wording(self) -> str:
        """How binding the rule is, in words."""
        words = {
            "must": _("应当"),
            "normally": _("一般"),
            "may": _("可以"),
            "practice": _("惯例"),
            "proof": _("校对"),
        }
        return words[self.strength]
