"""Where the characters of an element stand in the source."""

from xianxing.engines.docform.terms import Element


def places_of(element: Element, source: str) -> tuple[int, ...]:
    """For each character of the element's text, its code point in the source.

    The text is the stretch without line breaks and marks of Markdown; a character that the stretch does not have
    gets the place behind the one before it. Source: the contract of `Element`.
    """
    places: list[int] = []
    at = element.start
    for character in element.text:
        found = source.find(character, at, element.end)
        if found < 0:
            places.append(at)
            continue
        places.append(found)
        at = found + 1
    return tuple(places)
