"""Ask a table; keep its answer for ever; show that it comes out the same again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from xianxing.engines import rulebook
from xianxing.engines.rulebook import Given, RulebookError, decision_to_json
from xianxing.engines.rulebook.writing import write_value
from xianxing.office.authority.content import content_hash, table_of
from xianxing.office.authority.engine import text_hash
from xianxing.office.authority.errors import BadFacts
from xianxing.office.authority.models import Clause, Decision, TableVersion
from xianxing.office.authority.queries import published_version
from xianxing.office.ledger.actions import Actor, writing


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a version says about some facts, ready to be kept on any number of objects."""

    version: TableVersion
    answer: rulebook.Decision
    clauses: list[dict[str, str]]

    @property
    def outcome(self) -> dict[str, Any]:
        """The outcome as JSON."""
        return {name: write_value(value) for name, value in self.answer.outcome.items()}

    @property
    def clause_keys(self) -> list[str]:
        """The keys of the clauses that it rests on."""
        return [clause["key"] for clause in self.clauses]

    def decision_on(self, obj: Model, *, actor: Actor, now: datetime) -> Decision:
        """The decision on an object, unsaved; ``bulk_create`` keeps many at once."""
        return Decision(
            version=self.version,
            object_type=obj._meta.label_lower,
            object_id=obj.pk,
            facts={name: write_value(value) for name, value in self.answer.facts.items()},
            outcome=self.outcome,
            effect=self.answer.effect.value,
            row=self.answer.row,
            hits=list(self.answer.hits),
            clauses=self.clauses,
            decided_at=now,
            decided_by_name=actor.actor_name[:64],
        )


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A kept decision that does not come out the same, and what is different."""

    decision: Decision
    problem: str


def propose(table: str, facts: Mapping[str, Given]) -> rulebook.Decision:
    """Return what the published version of a table says about some facts; nothing is kept.

    Raises:
        UnknownTable: no version is published.
        BadFacts: the facts do not fit the table.
    """
    return _ask(published_version(table), facts)


def rule(table: str, facts: Mapping[str, Given], *, version: TableVersion | None = None) -> Ruling:
    """Return the ruling of the published version of a table, or of a given one; nothing is kept.

    Raises:
        UnknownTable, BadFacts: see ``propose``.
    """
    asked = version or published_version(table)
    answer = _ask(asked, facts)
    return Ruling(asked, answer, _quoted(answer.clauses))


@writing()
def decide(
    *,
    actor: Actor,
    table: str,
    facts: Mapping[str, Given],
    obj: Model,
    now: datetime,
    version: TableVersion | None = None,
) -> Decision:
    """Ask a table about an object, keep the answer for ever and return it.

    The published version answers unless ``version`` names the one in force when the object was accepted. The
    decision holds its inputs as used, its row and every hit, and each clause as ``key``, ``label`` and
    ``text_sha256``. Its ledger entry is that of the verb that asked.

    Raises:
        UnknownTable, BadFacts: see ``propose``.
    """
    decision = rule(table, facts, version=version).decision_on(obj, actor=actor, now=now)
    decision.save(force_insert=True)
    return decision


def replay(decisions: Iterable[Decision]) -> tuple[Mismatch, ...]:
    """Return the decisions that do not come out exactly the same again; empty when all do.

    Each is asked of its own version, whose content must still have its hash; row, effect, hits, outcome and
    clauses must be equal, and each clause's text must still have the hash that was kept.
    """
    kept = list(decisions)
    keys = {clause["key"] for decision in kept for clause in decision.clauses}
    hashes = {
        clause.key: (clause.text_sha256, text_hash(clause.text))
        for clause in Clause.objects.filter(key__in=keys)
    }
    problems = ((decision, _problem(decision, hashes)) for decision in kept)
    return tuple(Mismatch(decision, problem) for decision, problem in problems if problem)


def _problem(decision: Decision, hashes: Mapping[str, tuple[str, str]]) -> str:
    """Return what differs when a decision is made again, empty when nothing does."""
    version = decision.version
    if content_hash(version.content) != version.content_sha256:
        return _("规则表第 %(n)s 版的内容被改动过") % {"n": version.number}
    for clause in decision.clauses:
        kept_hash = clause["text_sha256"]
        if hashes.get(clause["key"]) != (kept_hash, kept_hash):
            return _("条款 %(key)s 的条文与当时不同") % {"key": clause["key"]}
    try:
        answer = decision_to_json(_ask(version, decision.facts))
    except BadFacts as error:
        return " ".join(error.messages)
    for name in ("row", "effect", "hits", "outcome"):
        held = getattr(decision, name)
        if answer[name] != held:
            text = _("重算的 %(name)s 为 %(found)s，当时为 %(held)s")
            return text % {"name": name, "found": answer[name], "held": held}
    if answer["clauses"] != [clause["key"] for clause in decision.clauses]:
        return _("重算引用的条款与当时不同")
    return ""


def _ask(version: TableVersion, facts: Mapping[str, Given]) -> rulebook.Decision:
    try:
        return rulebook.evaluate(table_of(version), facts)
    except RulebookError as error:
        raise BadFacts(str(error)) from error


def _quoted(keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the clauses with their citation and the hash of their text, in the row's order."""
    clauses = Clause.objects.filter(key__in=keys).select_related("instrument")
    found = {clause.key: clause for clause in clauses}
    return [
        {"key": key, "label": str(found[key]), "text_sha256": found[key].text_sha256}
        for key in keys
        if key in found
    ]
