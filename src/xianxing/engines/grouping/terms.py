"""What of a message is compared: its words, those of the title twice, and the characters of its opening."""

from collections import Counter

from xianxing.text import fold, words

TITLE_WEIGHT = 2
WORDS_READ = 400
CHARACTERS_READ = 1500
"""Enough characters for `WORDS_READ` words; cutting an essay to its end costs time and adds nothing."""

OPENING = 60
"""Characters of the text whose grams count: names that no dictionary knows stand in the first sentence."""

WORD_SHARE = 0.6
"""Share of the word cosine in the cosine of two messages; the rest is that of the grams."""


def word_counts(title: str, text: str) -> Counter[str]:
    """How often each word occurs in the title (counted twice) and the first `WORDS_READ` of the text."""
    counts = Counter(words(text[:CHARACTERS_READ])[:WORDS_READ])
    for word in words(title):
        counts[word] += TITLE_WEIGHT
    return counts


def gram_counts(title: str, text: str) -> Counter[str]:
    """How often each run of two and three characters occurs in the folded title, of two in the opening."""
    heading, opening = fold(title), fold(text[:OPENING])
    runs = ((heading, 2), (heading, 3), (opening, 2))
    return Counter(part[at : at + size] for part, size in runs for at in range(len(part) - size + 1))
