"""What spelling sets miss: faults put into clean official sentences, found and falsely found by family.

Run: python bench/proofread_mutations.py [--seed 1]  (the documents lie in `documents` under XIANXING_DATA; they are
not part of the product). A fault counts as found when a finding of its family touches its place; a false alarm is any
finding of that family in the same sentences before the fault was put in.
"""

import argparse
import os
import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from xianxing.engines.proofread import Holder, Kind, Law, Organ, Place, Tables, packaged_model, proofread
from xianxing.engines.proofread.families.washed import load_words
from xianxing.engines.proofread.language.speller import Speller
from xianxing.engines.proofread.training.synthesis import Damager

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("XIANXING_DATA", ROOT.parent / "shared" / "data")) / "documents"
CASES = 200
_HAN = re.compile(r"[一-鿿]{6,}")
_DAYS = "一二三四五六日"

TABLES = Tables(
    laws=(
        Law(
            "中华人民共和国河湖保护法",
            articles={"第十条": "任何单位和个人都有保护河湖的义务，并有权制止损害河湖的行为。"},
        ),
        Law("青川市节约用水条例"),
    ),
    organs=(Organ("青川市水务局", "市水务局", wrong_names=("青川市水利局",)),),
    holders=(Holder("林知远", "市长", 1), Holder("周望舒", "副市长", 2), Holder("郑砚秋", "秘书长", 3)),
    places=(Place("白水县", "青川市"), Place("云岭县", "南江市")),
)
"""Invented names: what an office would give."""


@dataclass(frozen=True, slots=True)
class Case:
    """A clean text, the same with one fault, and where the fault is (code points of the faulty text)."""

    clean: str
    faulty: str
    start: int
    end: int


Make = Callable[[str, random.Random], Case | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: the families that should find it, and how it is put in."""

    name: str
    kinds: frozenset[Kind]
    make: Make


def replace_at(text: str, start: int, end: int, instead: str) -> Case:
    """The case in which one stretch was replaced."""
    return Case(text, text[:start] + instead + text[end:], start, start + max(len(instead), 1))


def inside(text: str, chance: random.Random) -> int | None:
    """A place inside a long run of Chinese, away from its ends."""
    runs = list(_HAN.finditer(text))
    if not runs:
        return None
    run = chance.choice(runs)
    return chance.randrange(run.start() + 2, run.end() - 2)


def extra(text: str, chance: random.Random) -> Case | None:
    """A common character too many."""
    at = inside(text, chance)
    return None if at is None else replace_at(text, at, at, chance.choice("的在了和对为中人有大上"))


def doubled(text: str, chance: random.Random) -> Case | None:
    """A character or word that stands twice."""
    at = inside(text, chance)
    if at is None:
        return None
    size = chance.choice((1, 2))
    return replace_at(text, at, at, text[at - size : at])


def missing(text: str, chance: random.Random) -> Case | None:
    """A character too few."""
    at = inside(text, chance)
    return None if at is None else Case(text, text[:at] + text[at + 1 :], at - 1, at + 1)


def swapped(text: str, chance: random.Random) -> Case | None:
    """Two neighbours the wrong way round."""
    at = inside(text, chance)
    if at is None or text[at] == text[at + 1]:
        return None
    return replace_at(text, at, at + 2, text[at + 1] + text[at])


def unpaired(text: str, chance: random.Random) -> Case | None:
    """One half of a pair of marks is lost; the other half, wherever it stands, is what should be found."""
    places = [at for at, mark in enumerate(text) if mark in "（）“”《》"]
    if not places:
        return None
    at = chance.choice(places)
    return Case(text, text[:at] + text[at + 1 :], 0, len(text))


def exchange(*pairs: tuple[str, str]) -> Make:
    """A fault that puts the second text for the first, at one of the places where the first stands."""

    def make(text: str, chance: random.Random) -> Case | None:
        places = [
            (mark.start(), mark.end(), mark.expand(wrong))
            for right, wrong in pairs
            for mark in re.finditer(right, text)
        ]
        return replace_at(text, *chance.choice(places)) if places else None

    return make


def added(build: Callable[[random.Random], tuple[str, str]]) -> Make:
    """A fault in a sentence that is added: `build` gives it right and wrong."""

    def make(text: str, chance: random.Random) -> Case:
        right, wrong = build(chance)
        return Case(f"{text}\n{right}", f"{text}\n{wrong}", len(text) + 1, len(text) + 1 + len(wrong))

    return make


def _weekday(chance: random.Random) -> tuple[str, str]:
    day = date(2024, 1, 1) + timedelta(days=chance.randrange(900))
    name, other = _DAYS[day.weekday()], _DAYS[(day.weekday() + chance.randrange(1, 7)) % 7]
    written = f"会议定于{day.year}年{day.month}月{day.day}日（星期{{}}）召开。"
    return written.format(name), written.format(other)


def _sum(chance: random.Random) -> tuple[str, str]:
    one, two = chance.randrange(10, 90), chance.randrange(10, 90)
    written = f"共有干部{{}}人，其中男{one}人，女{two}人。"
    return written.format(one + two), written.format(one + two + chance.choice((-3, -1, 2, 5)))


def _growth(chance: random.Random) -> tuple[str, str]:
    low, rate = chance.randrange(50, 300), chance.randrange(5, 60)
    high = round(low * (1 + rate / 100), 1)
    written = f"产值由{low}亿元增加到{high:g}亿元，增长{{}}%。"
    return written.format(rate), written.format(rate + chance.choice((4, 7, 11)))


def _announced(chance: random.Random) -> tuple[str, str]:
    count = chance.randrange(2, 5)
    items = "，".join(f"{_DAYS[at]}是抓好第{_DAYS[at]}批项目" for at in range(count))
    written = f"重点抓好{{}}项工作：{items}。"
    return written.format(_DAYS[count - 1]), written.format(_DAYS[count])


def _total(chance: random.Random) -> tuple[str, str]:
    size = chance.randrange(2, 90)
    return (
        f"总投资{size}亿元。经核定，总投资{size}亿元。",
        f"总投资{size}亿元。经核定，总投资{size + 3}亿元。",
    )


def _post(chance: random.Random) -> tuple[str, str]:
    return chance.choice(
        (
            ("市长林知远、副市长周望舒出席。", "市长林知远、市长周望舒出席。"),
            ("副市长周望舒讲话。", "秘书长周望舒讲话。"),
            ("出席的有林知远、周望舒、郑砚秋。", "出席的有周望舒、林知远、郑砚秋。"),
            ("由青川市水务局负责。", "由青川市水利局负责。"),
        )
    )


def _cited(chance: random.Random) -> tuple[str, str]:
    return chance.choice(
        (
            (
                "根据《中华人民共和国河湖保护法》第十条的规定。",
                "根据《中华人民共和国河湖保护法》第十一条的规定。",
            ),
            ("根据《青川市节约用水条例》。", "根据《青川市节约用水办法》。"),
            ("根据《中华人民共和国河湖保护法》。", "根据《中华人民共和国湖河保护法》。"),
            (
                "《河湖保护法》第十条规定：“任何单位和个人都有保护河湖的义务”。",
                "《河湖保护法》第十条规定：“任何单位和个人均有保护河湖的义务”。",
            ),
        )
    )


def _placed(chance: random.Random) -> tuple[str, str]:
    return chance.choice(
        (("位于青川市白水县。", "位于南江市白水县。"), ("位于南江市云岭县。", "位于青川市云岭县。"))
    )


def _levels(chance: random.Random) -> tuple[str, str]:
    skip = chance.randrange(3, 6)
    lines = [f"{_DAYS[at]}、第{_DAYS[at]}部分" for at in range(6)]
    return "\n".join(lines), "\n".join(line for at, line in enumerate(lines, 1) if at != skip)


def _empty(chance: random.Random) -> tuple[str, str]:
    return chance.choice(
        (
            ("由市水务局负责。", "由××局负责。"),
            ("联系人：林知远。", "联系人：____。"),
            ("2026年5月8日", "2026年  月  日"),
            ("经费5万元。", "经费（待定）。"),
        )
    )


def repeated(text: str, _: random.Random) -> Case:
    """A sentence that is said again later."""
    middle = "其他事项另行通知。\n"
    return Case(
        f"{text}\n{middle}",
        f"{text}\n{middle}{text}",
        len(text) + 1 + len(middle),
        2 * len(text) + 1 + len(middle),
    )


def scraped(text: str, chance: random.Random) -> Case | None:
    """What a page leaves: a banner, a page line, a page mark, an entity, a heading that lost its line."""
    at = inside(text, chance)
    if at is None:
        return None
    number = chance.randrange(2, 9)
    choices = (
        replace_at(text, 0, 0, "某某文库 免费下载\n"),
        replace_at(text, len(text), len(text), f"\n第 {number} 页 共 10 页"),
        replace_at(text, at, at, f"第{number}页"),
        replace_at(text, at, at, "&nbsp;"),
        replace_at(text, at, at, " "),
        replace_at(text, len(text), len(text), f"。（{_DAYS[number % 6]}）落实责任"),
    )
    return chance.choice(choices)


def wash(text: str, chance: random.Random) -> Case | None:
    """A whole paragraph in which a replacer put near-synonyms for every occurrence of several words."""
    rights: dict[str, list[str]] = {}
    for word, originals in load_words().items():
        for original in originals:
            rights.setdefault(original, []).append(word)
    faulty, replaced = text, 0
    for original in sorted(rights):
        if original in faulty and chance.random() < 0.7:
            faulty = faulty.replace(original, chance.choice(rights[original]))
            replaced += 1
    return Case(text, faulty, 0, len(faulty)) if replaced >= 6 else None


def misspelt(speller: Speller, seed: int) -> Make:
    """A confusable character or word, from the generator that the model's training uses."""
    damager = Damager(
        speller.alphabet, speller.confusions, [int(each) for each in speller.counts.singles], seed=seed
    )

    def make(text: str, _: random.Random) -> Case | None:
        (pair,) = damager.damage([text])
        places = [
            at for at, (one, other) in enumerate(zip(pair.wrong, pair.right, strict=True)) if one != other
        ]
        if not places:
            return None
        return Case(text, pair.wrong, places[0], places[-1] + 1)

    return make


def faults(speller: Speller, seed: int) -> list[Fault]:
    """Every kind of fault, in the order of the table."""
    text = frozenset({Kind.SPELLING, Kind.OMISSION, Kind.WORDING, Kind.PARTICLE})
    return [
        Fault("wrong character", text, misspelt(speller, seed)),
        Fault("extra character", text, extra),
        Fault("doubled character or word", text, doubled),
        Fault("missing character", text, missing),
        Fault("swapped characters", text, swapped),
        Fault("的 地 得", text, exchange(("(?<=[一-鿿])的(?=[一-鿿])", "地"))),
        Fault(
            "half-width mark",
            frozenset({Kind.PUNCTUATION}),
            exchange(("，(?=[一-鿿])", ","), ("；(?=[一-鿿])", ";")),
        ),
        Fault(
            "marks in a row",
            frozenset({Kind.PUNCTUATION}),
            exchange(("，", "，，"), ("。", "，。"), ("、", "、，")),
        ),
        Fault("half of a pair", frozenset({Kind.PAIRING}), unpaired),
        Fault(
            "date that does not exist", frozenset({Kind.NUMBER}), exchange((r"(\d+)月(\d+)日", r"2月31日"))
        ),
        Fault(
            "shortened year", frozenset({Kind.NUMBER}), exchange((r"20(\d\d)年(?=\d{1,2}月|底|初)", r"\1年"))
        ),
        Fault(
            "percent range, doubled about",
            frozenset({Kind.NUMBER}),
            exchange((r"(\d+)%", r"约\1%左右"), (r"(\d+)%", r"1-\1%")),
        ),
        Fault("level number skipped", frozenset({Kind.NUMBERING}), added(_levels)),
        Fault("placeholder", frozenset({Kind.PLACEHOLDER}), added(_empty)),
        Fault("law title, article or quote", frozenset({Kind.CITATION}), added(_cited)),
        Fault("organ, post or order", frozenset({Kind.NAME}), added(_post)),
        Fault("place under another parent", frozenset({Kind.PLACE}), added(_placed)),
        Fault("date and weekday", frozenset({Kind.CONTRADICTION}), added(_weekday)),
        Fault("sum", frozenset({Kind.CONTRADICTION}), added(_sum)),
        Fault("growth", frozenset({Kind.CONTRADICTION}), added(_growth)),
        Fault("announced and listed items", frozenset({Kind.CONTRADICTION}), added(_announced)),
        Fault("same thing, two numbers", frozenset({Kind.CONTRADICTION}), added(_total)),
        Fault("repeated sentence", frozenset({Kind.REPETITION}), repeated),
        Fault("scraped", frozenset({Kind.SCRAPED}), scraped),
        Fault("washed paragraph", frozenset({Kind.WASHED}), wash),
    ]


def read_sentences() -> tuple[list[str], list[str]]:
    """Clean sentences and clean paragraphs of the documents."""
    lines = [
        line.strip(" 　")
        for path in sorted(FOLDER.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    sentences = [part for line in lines for part in re.findall(r"[^。]{20,120}。", line)]
    return sorted(set(sentences)), sorted({line for line in lines if len(line) >= 150})


def measure(fault: Fault, texts: Sequence[str], speller: Speller, chance: random.Random) -> str:
    """One row of the table."""
    cases = [case for text in texts if (case := fault.make(text, chance))][:CASES]
    hits = false = 0
    for case in cases:
        found = proofread(case.faulty, speller=speller, tables=TABLES).findings
        hits += any(
            each.kind in fault.kinds and each.start <= case.end and case.start <= each.end for each in found
        )
        clean = proofread(case.clean, speller=speller, tables=TABLES).findings
        false += sum(each.kind in fault.kinds for each in clean)
    size = sum(len(case.clean) for case in cases)
    share = f"{hits / len(cases):.0%}" if cases else "-"
    rate = f"{false / size * 10_000:.1f}" if size else "-"
    return f"| {fault.name} | {len(cases)} | {share} | {rate} |"


def main() -> int:
    """Prints the table and returns 0."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    seed = parser.parse_args().seed
    if not FOLDER.is_dir():
        print(
            f"proofread_mutations: no documents at {FOLDER}; set XIANXING_DATA to the folder that holds them"
        )
        return 0
    speller = packaged_model()
    sentences, paragraphs = read_sentences()
    print(f"seed {seed}; {len(sentences)} sentences and {len(paragraphs)} paragraphs of official documents")
    print("| fault | cases | found | false findings per 10,000 characters |\n|---|---|---|---|")
    for fault in faults(speller, seed):
        chance = random.Random(f"{seed} {fault.name}")
        texts = list(paragraphs if Kind.WASHED in fault.kinds else sentences)
        chance.shuffle(texts)
        print(measure(fault, texts, speller, chance), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
