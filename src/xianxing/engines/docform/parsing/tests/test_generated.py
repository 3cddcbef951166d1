"""Made-up documents are read as they were made, under any blanks, and nothing is wrong with their form."""

from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.docform.checking import check
from xianxing.engines.docform.parsing import parse_text, to_text
from xianxing.engines.docform.parsing.tests.generator import Made, documents
from xianxing.engines.docform.terms import Strength
from xianxing.engines.docform.tests.outline import outline, outlined

SETTINGS = settings(max_examples=40, deadline=None)
FORM = frozenset(
    {"GB/T 9704-2012 7.3.1", "GB/T 9704-2012 7.3.2", "GB/T 9704-2012 7.3.4", "GB/T 9704-2012 7.3.7"}
)


def _plain(made: Made) -> list[tuple[str, str]]:
    return [(kind, "".join(text.split())) for kind, text in made.rows]


@SETTINGS
@given(documents())
def test_parse_text_reads_what_was_made(made: Made) -> None:
    assert outlined(made.text) == made.rows


@SETTINGS
@given(
    documents(),
    st.sampled_from(["", " ", "\u3000\u3000", "\t", "\xa0"]),
    st.integers(1, 3),
    st.sampled_from(["\n", "\r\n"]),
)
def test_parse_text_blanks_around_lines_change_nothing(
    made: Made, indent: str, blanks: int, ending: str
) -> None:
    loose = (ending * blanks).join(f"{indent}{line}{indent}" for line in made.lines)
    assert [(kind, "".join(text.split())) for kind, text in outlined(loose)] == _plain(made)


@SETTINGS
@given(documents())
def test_to_text_of_what_was_made_is_read_the_same(made: Made) -> None:
    document = parse_text(made.text)
    again = parse_text(to_text(document))
    assert outline(again) == made.rows
    assert (again.type, again.form) == (document.type, document.form)


@SETTINGS
@given(documents())
def test_parse_text_stretches_are_the_lines_that_were_made(made: Made) -> None:
    for element, (_, text) in zip(parse_text(made.text).elements, made.rows, strict=True):
        assert made.text[element.start : element.end].replace("\n", "") == text


@SETTINGS
@given(documents())
def test_check_finds_no_fault_of_form_in_what_was_made(made: Made) -> None:
    found = [each for each in check(parse_text(made.text)) if each.strength is Strength.MUST]
    assert [each.message for each in found if each.clause in FORM] == []
