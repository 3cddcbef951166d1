"""Proofreading of official texts: characters, wording, punctuation, numbers, names, consistency. Pure.

Source: GB/T 15834-2011, GB/T 15835-2011, GB 3100-93, 党政机关公文处理工作条例; ADR 0012 for the model.
"""

from xianxing.engines.proofread.errors import (
    BadCorpusError,
    BadLineError,
    BadModelError,
    BadTableError,
    ProofreadError,
)
from xianxing.engines.proofread.families.listed import STARTING_LIST
from xianxing.engines.proofread.families.scraped import clean
from xianxing.engines.proofread.findings import KIND_NAMES, Finding, Kind, Report, Rule
from xianxing.engines.proofread.language.model_file import load_model, packaged_model
from xianxing.engines.proofread.language.speller import Speller
from xianxing.engines.proofread.reading import (
    DOCUMENT_KINDS,
    Progress,
    apply,
    proofread,
    proofread_many,
    stream,
)
from xianxing.engines.proofread.tables import Holder, Law, Listed, Organ, Place, Tables

__all__ = [
    "DOCUMENT_KINDS",
    "KIND_NAMES",
    "STARTING_LIST",
    "BadCorpusError",
    "BadLineError",
    "BadModelError",
    "BadTableError",
    "Finding",
    "Holder",
    "Kind",
    "Law",
    "Listed",
    "Organ",
    "Place",
    "Progress",
    "ProofreadError",
    "Report",
    "Rule",
    "Speller",
    "Tables",
    "apply",
    "clean",
    "load_model",
    "packaged_model",
    "proofread",
    "proofread_many",
    "stream",
]
