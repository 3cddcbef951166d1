"""The table of characters that look alike, as it is packaged; `drawing` made it."""

from importlib import resources

Alike = dict[str, list[tuple[str, float]]]
"""For each character those like it, best first, with their likeness (0..1)."""


def format_shapes(found: Alike) -> str:
    """One line a character: itself, then each look-alike with its likeness in hundredths. Source: ADR 0012."""
    lines = []
    for own, alike in found.items():
        if alike:
            lines.append(own + " " + " ".join(f"{other}{round(score * 100)}" for other, score in alike))
    return "\n".join(lines) + "\n"


def parse_shapes(text: str) -> Alike:
    """What `format_shapes` wrote. Source: ADR 0012."""
    rows = [line.split(" ") for line in text.splitlines()]
    return {row[0]: [(each[0], int(each[1:]) / 100) for each in row[1:]] for row in rows}


def load_shapes() -> Alike:
    """The packaged table. Source: drawn with Noto Sans CJK SC (OFL), see ADR 0012."""
    return parse_shapes(resources.files(__package__).joinpath("shapes.txt").read_text(encoding="utf-8"))
