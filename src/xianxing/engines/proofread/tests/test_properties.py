"""What holds for any text: places, stability, independence of lines."""

from hypothesis import given, settings
from hypothesis import strategies as st

from xianxing.engines.proofread import DOCUMENT_KINDS, apply, packaged_model, proofread
from xianxing.engines.proofread.language.alphabet import Alphabet
from xianxing.engines.proofread.tests.shown import points_at

SPELLER = packaged_model()
_PIECES = (
    "各级人民政府", "应当", "加强领导", "，", "。", "政付", "贯撤落实", "，，", "布署", "2026年2月30日",
    "\n", "《", "》", "“", "”", " ", "（一）", "一、", "3、", "的的", "xx", "𠀀", "10-20%", "、", ";",
    "&nbsp;", "防汛抗早工作", "附件：1.表", "目的是为了",
)  # fmt: skip
_texts = st.lists(st.sampled_from(_PIECES), max_size=24).map("".join)
_any = st.text(max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.one_of(_texts, _any))
def test_findings_point_at_the_text(text: str) -> None:
    report = proofread(text, speller=SPELLER)
    assert points_at(text, report.findings)
    assert report.corrected == apply(text, report.findings)
    assert list(report.findings) == sorted(
        report.findings, key=lambda each: (each.start, each.end, each.kind)
    )


@settings(max_examples=60, deadline=None)
@given(_texts)
def test_corrected_text_stays_as_it_is(text: str) -> None:
    corrected = proofread(text, speller=SPELLER).corrected
    assert proofread(corrected, speller=SPELLER).corrected == corrected


@settings(max_examples=40, deadline=None)
@given(_texts, _texts)
def test_lines_do_not_know_of_each_other(one: str, other: str) -> None:
    text = f"{one}\n{other}"
    whole = [
        (finding.start, finding.wrong, finding.suggestions, finding.confidence, finding.applies)
        for finding in proofread(text, speller=SPELLER).findings
        if finding.kind not in DOCUMENT_KINDS
    ]
    parts = [
        (finding.start + start, finding.wrong, finding.suggestions, finding.confidence, finding.applies)
        for start, part in ((0, one), (len(one) + 1, other))
        for finding in proofread(part, speller=SPELLER).findings
        if finding.kind not in DOCUMENT_KINDS
    ]
    assert sorted(whole) == sorted(parts)


@given(_any)
def test_reading_keeps_places_in_order(text: str) -> None:
    alphabet = Alphabet("各级，。")
    reading = alphabet.read(text)
    places = [int(place) for place in reading.places if place >= 0]
    assert places == sorted(set(places))
    assert all(0 <= place < len(text) for place in places)
