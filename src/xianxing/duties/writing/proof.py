"""Where proofreading meets the editor: how findings from an engine stand beside the text.

An engine for wording offers ``find_faults``: one text in, findings with code points out. While there is none, there
are no findings: nothing is invented.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from xianxing.duties.writing.engine.content import Composed
from xianxing.duties.writing.queries.composing import Advice

ENGINE = "xianxing.engines.proofread"


class Found(Protocol):
    """One finding, as the proofread engine's interface names its parts."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def wrong(self) -> str: ...

    @property
    def suggestions(self) -> Sequence[str]: ...

    @property
    def rule(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def source(self) -> str: ...


Proofread = Callable[[str], Sequence[Found]]


def find_engine() -> Proofread | None:
    """Return what reads a text for faults of wording, None while no such engine is present."""
    if find_spec(ENGINE) is None:
        return None
    found: Proofread | None = getattr(import_module(ENGINE), "find_faults", None)
    return found


def proofread(composed: Composed, engine: Proofread | None = None) -> tuple[Advice, ...]:
    """Return the findings of an engine as advice beside the fields; those outside every field are left out."""
    reader = engine or find_engine()
    if reader is None:
        return ()
    return tuple(advice for found in reader(composed.text) if (advice := _advice(composed, found)))


def _advice(composed: Composed, found: Found) -> Advice | None:
    place = composed.place(found.start)
    if place is None or found.end > place.end:
        return None
    fix = found.suggestions[0] if found.suggestions else None
    message = f"{found.wrong} → {fix}" if fix is not None else found.wrong
    return Advice(
        key=f"proof.{found.rule}:{found.start}:{found.end}",
        rule=f"proof.{found.rule}",
        clause=found.source,
        strength="practice",
        field=place.field,
        message=message,
        quote=composed.text[found.start : found.end][:60],
        fix=fix,
    )
