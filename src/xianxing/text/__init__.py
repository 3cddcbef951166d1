"""The ground floor for Chinese text: normal form, words, search tokens, numerals and dates. Pure."""

from xianxing.text.bigrams import bigrams, index_form, query_form
from xianxing.text.dates import FoundDate, find_dates, parse_date
from xianxing.text.normalise import fold, normalise
from xianxing.text.numerals import int_to_digits, int_to_numeral, numeral_to_int
from xianxing.text.tokens import STOP_WORDS, cut, words

__all__ = [
    "STOP_WORDS",
    "FoundDate",
    "bigrams",
    "cut",
    "find_dates",
    "fold",
    "index_form",
    "int_to_digits",
    "int_to_numeral",
    "normalise",
    "numeral_to_int",
    "parse_date",
    "query_form",
    "words",
]
