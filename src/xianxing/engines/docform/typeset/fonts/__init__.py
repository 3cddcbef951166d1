"""Finding the faces a document is set in."""

from xianxing.engines.docform.typeset.fonts.coverage import Coverage, read_coverage
from xianxing.engines.docform.typeset.fonts.shelf import Faces, FontShelf, Substitution

__all__ = ["Coverage", "Faces", "FontShelf", "Substitution", "read_coverage"]
