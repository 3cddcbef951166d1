"""Articles found / articles present in every law of a folder, the two counted by different methods; and
10,000 generated decisions of the packaged tables made again.

    python -m bench.laws [FOLDER]

Found is what `xianxing.office.authority.engine.parse_law` reads. Present is counted without it: the numbers 第一条,
第二条, ... are looked for in their order, each at the beginning of a line behind the one before. FOLDER is
`laws` below `XIANXING_DATA`; with neither, the laws that come with the product are read.
"""

import os
import re
import sys
from pathlib import Path
from random import Random
from time import perf_counter

from xianxing.duties.matters.house import authority_table, deadline_table
from xianxing.duties.regulations.engine.reading import read_text
from xianxing.engines.rulebook import (
    ChoiceField,
    Field,
    Given,
    NumberField,
    Recorded,
    SetField,
    evaluate,
    replay,
    table_from_json,
)
from xianxing.office.authority.engine import parse_law
from xianxing.text import int_to_numeral

PACKAGED = Path(__file__).parents[1] / "src" / "xianxing" / "office" / "authority" / "laws"
DECISIONS = 10_000
SEED = 20_261_123
SUFFIXES = {".md", ".txt", ".docx"}


def main() -> int:
    """Print a line for each file and return 0 when every article of every file was found."""
    folder = chosen_folder()
    files = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.stem != "README")
    started = perf_counter()
    all_found = all_present = 0
    for path in files:
        text = read_text(path.read_bytes())
        law = parse_law(text)
        present = count_in_order(text)
        found = len(law.articles)
        all_found, all_present = all_found + found, all_present + present
        mark = "" if found == present else "  <-- differs"
        print(f"{found:>5} / {present:<5} unparsed {len(law.unparsed):<3} {path.name}{mark}")
    seconds = perf_counter() - started
    share = all_found / all_present if all_present else 0
    print(f"{all_found:>5} / {all_present:<5} {share:.1%} of {len(files)} files in {seconds:.2f} s")
    differing = replay_generated()
    return 0 if all_found == all_present and files and not differing else 1


def replay_generated() -> int:
    """Make 10,000 decisions on facts drawn by chance, make each again, and return how many come out otherwise."""
    rng = Random(SEED)
    tables = [table_from_json(authority_table()), table_from_json(deadline_table())]
    kept = []
    for place in range(DECISIONS):
        table = tables[place % len(tables)]
        facts = {field.name: drawn(field, rng) for field in table.fields}
        kept.append(Recorded(table, evaluate(table, facts)))
    started = perf_counter()
    differing = len(replay(kept))
    seconds = perf_counter() - started
    uncited = sum(1 for each in kept if not each.decision.clauses)
    print(
        f"{DECISIONS - differing:,} of {DECISIONS:,} generated decisions come out the same, "
        f"{uncited} without a clause, {DECISIONS / seconds:,.0f}/s"
    )
    return differing


def drawn(field: Field, rng: Random) -> Given:
    """Return a value of a field, the ends of the usual bands more often than chance would."""
    match field:
        case ChoiceField():
            return rng.choice(field.values)
        case SetField():
            return [word for word in field.values if rng.random() < 0.5]
        case NumberField():
            low = 0 if field.minimum is None else int(field.minimum)
            return max(
                low,
                rng.choice([0, 1, 9, 10, 49, 50, 99_999, 100_000, 999_999, 1_000_000, rng.randrange(10**7)]),
            )
        case _:
            return rng.random() < 0.5


def chosen_folder() -> Path:
    """Return the folder that was asked for, else that of the bench's files, else the packaged laws."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    given = os.environ.get("XIANXING_DATA")
    if given and (Path(given) / "laws").is_dir():
        return Path(given) / "laws"
    print("XIANXING_DATA names no folder with laws: reading those that come with the product")
    return PACKAGED


def count_in_order(text: str) -> int:
    """Return how far the numbers of articles go when each is looked for behind the one before."""
    place, number = 0, 0
    while True:
        wanted = re.compile(rf"^[#*\s　]*第{int_to_numeral(number + 1)}条", re.MULTILINE)
        found = wanted.search(text, place)
        if found is None:
            return number
        place, number = found.end(), number + 1


if __name__ == "__main__":
    sys.exit(main())
