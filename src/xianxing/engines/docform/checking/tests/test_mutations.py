"""Every fault in every type is found, and nothing is found that was not put in."""

from collections import Counter
from datetime import date

import pytest

from xianxing.engines.docform.checking import all_rules, check
from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.tests.cast import EVERY, JOINT, OFFICIAL, Sample
from xianxing.engines.docform.tests.changes import Mutation, mutated
from xianxing.engines.docform.tests.mutations import MUTATIONS

TODAY = date(2026, 11, 23)


def _rules(text: str) -> Counter[str]:
    return Counter(each.rule for each in check(parse_text(text), today=TODAY))


@pytest.mark.parametrize("sample", EVERY, ids=lambda sample: sample.name)
def test_check_right_document_has_no_finding(sample: Sample) -> None:
    assert check(parse_text(sample.text), today=TODAY) == ()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_check_fault_is_found_in_every_type_and_nothing_besides(mutation: Mutation) -> None:
    tried = 0
    for sample in (*OFFICIAL, JOINT):
        text = mutated(mutation, sample.text)
        if text is None:
            continue
        tried += 1
        found = _rules(text)
        assert found[mutation.rule] >= 1, sample.name
        assert not set(found) - {mutation.rule, *mutation.also}, sample.name
    assert tried


def test_mutations_try_every_rule() -> None:
    assert {each.name for each in all_rules()} == {each.rule for each in MUTATIONS}
