"""What composing one document for Word needs everywhere."""

from dataclasses import dataclass

from xianxing.engines.docform.terms import Document, Element
from xianxing.engines.docform.typeset.closing import Closing
from xianxing.engines.docform.typeset.settings import PageSettings, Role
from xianxing.engines.docform.word.paragraph import Span
from xianxing.engines.docform.word.source import places_of


@dataclass(frozen=True, slots=True)
class Job:
    """What composing one document needs everywhere; `breaks` is how many pages to turn before the imprint.

    `turned` is the element that starts the paragraph to be brought to the signature's page.
    """

    document: Document
    settings: PageSettings
    closing: Closing
    breaks: int
    turned: Element | None = None

    def span(self, element: Element, role: Role = Role.FANG, style: str = "") -> Span:
        """The text of an element with its places in the source. Source: the contract of `Element`."""
        return Span(element.text, role, style=style, places=places_of(element, self.document.source))
