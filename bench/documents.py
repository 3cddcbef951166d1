"""Recognition, round trip, check and mutation of official documents; `documents_gold.json` holds the right lines.

Run: python bench/documents.py  (the documents lie in the folder `documents` under XIANXING_DATA; they are not part of
the product)
"""

import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xianxing.engines.docform import (
    Document,
    DocumentType,
    Element,
    Finding,
    Kind,
    Strength,
    check,
    parse_text,
    to_text,
)
from xianxing.engines.docform.tests.cast import JOINT, OFFICIAL
from xianxing.engines.docform.tests.changes import mutated
from xianxing.engines.docform.tests.mutations import MUTATIONS

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("XIANXING_DATA", ROOT.parent / "shared" / "data")) / "documents"
GOLD = ROOT / "bench" / "documents_gold.json"
TODAY = date(2026, 11, 23)
PEER = {"main_recipient": "0/58", "date": "21/58", "signature": "21/58", "note": "0/42"}
"""gongwen-skill 2.15.0 on 58 State Council texts, run by this project earlier; this bench does not run it again."""

Gold = dict[str, int | list[int] | list[list[int]] | None]


@dataclass(frozen=True, slots=True)
class Paper:
    """A real document: its number in the set, its text, what was found, and the lines that are right."""

    number: str
    text: str
    document: Document
    gold: Gold

    def lines(self, element: Element) -> tuple[int, ...]:
        """The lines that an element covers, counted from 0."""
        first = self.text.count("\n", 0, element.start)
        return tuple(range(first, first + self.text.count("\n", element.start, element.end) + 1))

    def found(self, kind: Kind, *, attached: bool = False) -> list[tuple[int, ...]]:
        """The lines of each element of a kind, in the document itself or in what is attached."""
        return [
            self.lines(each)
            for each in self.document.elements
            if each.kind is kind and bool(each.part) is attached
        ]

    def right_lines(self, name: str) -> list[int]:
        """The right lines under a name of the gold file, empty when there are none."""
        value = self.gold.get(name)
        if isinstance(value, list):
            return [line for each in value for line in (each if isinstance(each, list) else [each])]
        return [] if value is None else [value]

    def line_texts(self, name: str) -> list[str]:
        """The texts of the right lines under a name."""
        lines = self.text.split("\n")
        return [lines[at] for at in self.right_lines(name)]


Change = Callable[[Paper, list[str]], str]


def read_papers() -> list[Paper]:
    """All supplied documents with their gold labels."""
    gold: dict[str, Gold] = json.loads(GOLD.read_text(encoding="utf-8"))
    texts = {path.name[:2]: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))}
    return [Paper(name, text, parse_text(text), gold[name]) for name, text in texts.items()]


def score(paper: Paper, name: str, kind: Kind) -> tuple[int, int, int]:
    """Right, to be found, and found besides, for one element of the document itself: every line must agree."""
    wanted = paper.right_lines(name)
    found = sorted({line for lines in paper.found(kind) for line in lines})
    whole = not wanted or kind is not Kind.TITLE or paper.found(kind) == [tuple(wanted)]
    return int(bool(wanted) and found == wanted and whole), int(bool(wanted)), int(bool(found) and not wanted)


def score_attached(paper: Paper, name: str, kind: Kind) -> tuple[int, int, int]:
    """The same for what is attached, counted by the first line of each element."""
    wanted = _first_lines(paper.gold.get(name))
    found = [lines[0] for lines in paper.found(kind, attached=True)]
    right = sum(line in found for line in wanted)
    return right, len(wanted), len(found) - right


def score_level(paper: Paper, level: int) -> tuple[int, int, int]:
    """The same for the numbered lines of a level; outlines such as 1.1 are left out of both."""
    name = f"level_{level}" if level < 5 else {5: "articles", 6: "chapters"}[level]
    wanted = set(paper.right_lines(name))
    found = {
        paper.lines(each)[0]
        for each in paper.document.elements
        if each.level == level and not _is_outline(each.text, level)
    }
    return len(wanted & found), len(wanted), len(found - wanted)


def main() -> int:
    """Prints the tables and returns 0."""
    if not FOLDER.is_dir():
        print(f"documents: nothing at {FOLDER}; set XIANXING_DATA to the folder that holds `documents`")
        _print_mutations([])
        return 0
    papers = read_papers()
    _print_recognition(papers)
    _print_noise(papers)
    _print_round_trip(papers)
    _print_check(papers)
    _print_mutations(papers)
    _print_speed(papers)
    return 0


def _print_recognition(papers: Sequence[Paper]) -> None:
    print(f"Recognition on {len(papers)} real documents, against hand-checked lines")
    print("element               right/total  falsely found  gongwen-skill on 58 texts")
    for name, kind in (
        ("title", Kind.TITLE),
        ("number", Kind.NUMBER),
        ("recipient", Kind.MAIN_RECIPIENT),
        ("signature", Kind.SIGNATURE),
        ("date", Kind.DATE),
        ("note", Kind.NOTE),
        ("attachment_notes", Kind.ATTACHMENT_NOTE),
        ("mark", Kind.ISSUER_MARK),
    ):
        _print_score(name, [score(paper, name, kind) for paper in papers], PEER.get(str(kind), ""))
    for name, kind in (
        ("attached_titles", Kind.TITLE),
        ("attachment_labels", Kind.ATTACHMENT),
        ("attached_recipients", Kind.MAIN_RECIPIENT),
        ("attached_signatures", Kind.SIGNATURE),
        ("attached_dates", Kind.DATE),
    ):
        _print_score(name, [score_attached(paper, name, kind) for paper in papers])
    for level in range(1, 7):
        _print_score(f"level {level}", [score_level(paper, level) for paper in papers])
    _print_score("type", [(int(_type_is_right(paper)), 1, 0) for paper in papers])


def _print_score(name: str, scores: Sequence[tuple[int, int, int]], peer: str = "") -> None:
    right, total, false = (sum(column) for column in zip(*scores, strict=True))
    print(f"{name:<20}  {f'{right}/{total}':>11}  {false:>13}  {peer}")


def _type_is_right(paper: Paper) -> bool:
    """The type that the index of the set tells, 复函 and 答复 read as 函, a promulgated 条例 as the 令 it is."""
    index = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    told = next(each["kind"] for each in index if each["file"].startswith(paper.number))
    wanted = {"复函": "函", "答复": "函", "条例": "命令"}.get(told, told)
    return paper.document.type is DocumentType(wanted)


def _print_noise(papers: Sequence[Paper]) -> None:
    """The same six elements after changes that pages and scrapers make; what was taken out must not be found."""
    print(
        "\nThe same elements under changes of the text: right/total over title, number, recipient, signature, date, note"
    )
    for name, (change, gone) in NOISE.items():
        right = total = 0
        for paper in papers:
            document = parse_text(change(paper, paper.text.split("\n")))
            for label, kind in MEASURED:
                wanted = "" if label == gone else _plain("".join(paper.line_texts(label)))
                right += _plain("".join(each.text for each in document.of(kind))) == wanted
                total += 1
        print(f"{name:<42}  {right}/{total}")


def _plain(text: str) -> str:
    return "".join(text.split()).translate(str.maketrans(":,()", "：，（）"))


def _changed(*names: str, to: Callable[[str], str]) -> Change:
    """The lines with these names changed, all lines without names."""

    def change(paper: Paper, lines: list[str]) -> str:
        places = {line for name in names for line in paper.right_lines(name)}
        return "\n".join(to(text) if not names or at in places else text for at, text in enumerate(lines))

    return change


def _without(name: str) -> Change:
    def change(paper: Paper, lines: list[str]) -> str:
        places = paper.right_lines(name)
        return "\n".join(text for at, text in enumerate(lines) if at not in places)

    return change


def _one_line_title(paper: Paper, lines: list[str]) -> str:
    places = paper.right_lines("title")
    title = "".join(lines[at] for at in places)
    return "\n".join([title, *lines[len(places) :]] if places else lines)


def _number_first(paper: Paper, lines: list[str]) -> str:
    title, number = paper.right_lines("title"), paper.right_lines("number")[0]
    moved = [lines[number], *(lines[at] for at in title), *lines[number + 1 :]]
    return "\n".join(moved if title else lines)


def _date_beside_signature(paper: Paper, lines: list[str]) -> str:
    signature, day = paper.right_lines("signature")[0], paper.right_lines("date")[0]
    return "\n".join([*lines[:signature], f"{lines[signature]}\u3000\u3000{lines[day]}", *lines[day + 1 :]])


def _imprinted(_: Paper, lines: list[str]) -> str:
    below = (
        "抄送：党中央各部门，中央军委办公厅，",
        "最高人民法院，最高人民检察院。",
        "国务院办公厅\u3000\u30002019年2月14日印发",
    )
    return "\n".join([*lines, *below])


MEASURED = (
    ("title", Kind.TITLE),
    ("number", Kind.NUMBER),
    ("recipient", Kind.MAIN_RECIPIENT),
    ("signature", Kind.SIGNATURE),
    ("date", Kind.DATE),
    ("note", Kind.NOTE),
)
NOISE: dict[str, tuple[Change, str]] = {
    "as it is": (lambda _, lines: "\n".join(lines), ""),
    "an empty line behind every line": (lambda _, lines: "\n\n".join(lines), ""),
    "every line indented": (_changed(to=lambda text: f"\u3000\u3000{text}"), ""),
    "non-breaking spaces and CRLF": (
        lambda _, lines: "\r\n".join(f"\xa0\xa0{text}\xa0" for text in lines),
        "",
    ),
    "half-width marks in recipients": (
        _changed("recipient", to=lambda text: text.replace("：", ":").replace("，", ",")),
        "",
    ),
    "half-width parentheses around notes": (_changed("note", to=lambda text: f"({text[1:-1]})"), ""),
    "letters of the title set apart": (_changed("title", to=" ".join), ""),
    "blanks inside the date": (
        _changed("date", to=lambda text: text.replace("年", " 年 ").replace("月", " 月 ")),
        "",
    ),
    "title on one line": (_one_line_title, ""),
    "number above the title": (_number_first, ""),
    "date on the line of the signature": (_date_beside_signature, ""),
    "copies and printing added": (_imprinted, ""),
    "signature taken out": (_without("signature"), "signature"),
    "date taken out": (_without("date"), "date"),
    "recipients taken out": (_without("recipient"), "recipient"),
    "number taken out": (_without("number"), "number"),
}


def _print_round_trip(papers: Sequence[Paper]) -> None:
    same = sum(_key(parse_text(to_text(paper.document))) == _key(paper.document) for paper in papers)
    held = sum(_offsets_hold(paper) for paper in papers)
    print(
        f"\nRound trip parse(to_text(x)) == x: {same}/{len(papers)}; source[start:end] holds: {held}/{len(papers)}"
    )


def _print_check(papers: Sequence[Paper]) -> None:
    found = [finding for paper in papers for finding in check(paper.document, today=TODAY)]
    counts = Counter(str(finding.strength) for finding in found)
    told = ", ".join(f"{strength}: {counts[strength]}" for strength in Strength)
    print(f"\nFindings on the real documents: {told}")
    for paper in papers:
        for finding in check(paper.document, today=TODAY):
            print(f"  {paper.number}  {finding.strength:<9} {finding.rule}: {finding.message}")


def _print_mutations(papers: Sequence[Paper]) -> None:
    """Every fault in every type, and in the real documents that are of the time of the standard."""
    print(f"\nMutations: {len(MUTATIONS)} faults")
    print("documents        injected  found  brought besides")
    recent = [paper.text for paper in papers if _is_recent(paper)]
    texts = [(sample.name, [sample.text]) for sample in (*OFFICIAL, JOINT)]
    if recent:
        texts.append(("real since 2012", recent))
    total: Counter[str] = Counter()
    for name, group in texts:
        outcome: Counter[str] = Counter()
        for text in group:
            outcome.update(_inject_each(text))
        print(f"{name:<15}  {outcome['injected']:>8}  {outcome['found']:>5}  {outcome['besides']:>15}")
        total += outcome
    print(f"{'together':<15}  {total['injected']:>8}  {total['found']:>5}  {total['besides']:>15}")


def _inject_each(text: str) -> Iterator[str]:
    before = Counter(finding.rule for finding in check(parse_text(text), today=TODAY))
    for mutation in MUTATIONS:
        changed = mutated(mutation, text)
        if changed is None:
            continue
        yield "injected"
        after = Counter(finding.rule for finding in check(parse_text(changed), today=TODAY))
        new = after - before
        if new[mutation.rule]:
            yield "found"
        if set(new) - {mutation.rule, *mutation.also}:
            yield "besides"


def _print_speed(papers: Sequence[Paper]) -> None:
    started = time.perf_counter()
    for paper in papers:
        parse_text(paper.text)
    parsed = time.perf_counter() - started
    started = time.perf_counter()
    findings: list[Finding] = []
    for paper in papers:
        findings += check(paper.document, today=TODAY)
    checked = time.perf_counter() - started
    characters = sum(len(paper.text) for paper in papers)
    megabyte = (papers[0].text * (1_000_000 // len(papers[0].text) + 1))[:1_000_000]
    started = time.perf_counter()
    parse_text(megabyte)
    big = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\n{len(papers)} documents, {characters:,} characters: parsed in {parsed * 1000:.0f} ms, "
        f"checked in {checked * 1000:.0f} ms; 1,000,000 characters parsed in {big:.2f} s; peak memory {memory} MB"
    )


def _key(document: Document) -> list[object]:
    return [
        (each.kind, each.text, each.level, each.run_in, each.part, each.table) for each in document.elements
    ]


def _offsets_hold(paper: Paper) -> bool:
    return all(
        "".join(line.strip() for line in paper.text[each.start : each.end].splitlines()) == each.text
        for each in paper.document.elements
    )


def _first_lines(value: int | list[int] | list[list[int]] | None) -> list[int]:
    if not isinstance(value, list):
        return [] if value is None else [value]
    return [each[0] if isinstance(each, list) else each for each in value]


def _is_outline(text: str, level: int) -> bool:
    return (
        level < 5
        and text[:1].isdigit()
        and text.split("\u3000", maxsplit=1)[0].replace(".", "").isdigit()
        and "\u3000" in text
    )


def _is_recent(paper: Paper) -> bool:
    day = paper.document.of(Kind.DATE)
    return any(each.text.startswith("201") and each.text[3] in "23456789" for each in day)


if __name__ == "__main__":
    sys.exit(main())
