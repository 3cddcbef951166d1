"""Enter what comes with the product: laws, the duties' house rules, and the first version of each table."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from xianxing.engines.rulebook import table_from_json
from xianxing.office.authority.content import content_hash, content_of
from xianxing.office.authority.engine import text_hash
from xianxing.office.authority.entering import Described as Facts
from xianxing.office.authority.entering import create_instrument
from xianxing.office.authority.errors import LawDamaged
from xianxing.office.authority.models import (
    DecisionTable,
    Instrument,
    Level,
    Standing,
    TableVersion,
    VersionState,
)
from xianxing.office.duty import manifests, resolve
from xianxing.office.ledger.actions import Actor, Change, record, writing

LAWS = Path(__file__).parent / "laws"
Described = Mapping[str, Any]


def packaged_rules() -> Iterator[tuple[Described, str]]:
    """Return the description and text of every law of this package and every house rule that a duty brings."""
    for described in tomllib.loads((LAWS / "index.toml").read_text(encoding="utf-8"))["instrument"]:
        file = described["file"]
        yield described, (LAWS / file).read_text(encoding="utf-8") if file else ""
    for manifest in manifests():
        for path in manifest.rules:
            yield resolve(path)()


@writing()
def seed_rules(*, actor: Actor, now: datetime) -> int:
    """Enter the packaged instruments with their clauses, and the first tables; return how many were new.

    House rules and tables come from the manifests (``rules``, ``tables``). Effects in order, each only for what
    is not there yet: the instrument, its clauses, a ledger entry with the hash of its text; then each table with
    its first version, published, and a ledger entry. A second call changes nothing.

    Raises:
        LawDamaged: a packaged text is no longer the one that was entered.
    """
    kept = dict(Instrument.objects.values_list("code", "text_sha256"))
    added = 0
    for described, text in packaged_rules():
        if described["code"] not in kept:
            _enter(described, text, actor, now)
            added += 1
        elif kept[described["code"]] != text_hash(text):
            raise LawDamaged(
                f"《{described['title']}》的随附文本与已录入的不同；请重新安装程序，不要改动随附文本"
            )
    tables = {name: path for manifest in manifests() for name, path in manifest.tables.items()}
    for name in sorted(tables.keys() - set(DecisionTable.objects.values_list("name", flat=True))):
        _enter_table(name, resolve(tables[name])(), actor, now)
        added += 1
    return added


def _enter(described: Described, text: str, actor: Actor, now: datetime) -> None:
    facts = Facts(
        code=described["code"],
        title=described["title"],
        issuer=described["issuer"],
        issued_on=described["issued_on"],
        effective_from=described["effective_from"],
        effective_to=described.get("effective_to"),
        level=Level.HOUSE if described.get("is_house_rule") else described.get("level", ""),
        scope=described.get("scope", ""),
        standing=Standing(described["standing"]),
    )
    instrument = create_instrument(facts, text)
    changes = [Change("text_sha256", "", instrument.text_sha256)]
    record("authority.instrument.entered", actor=actor, obj=instrument, changes=changes, now=now)


def _enter_table(name: str, first: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    read = table_from_json(first)
    content = content_of(read)
    version = TableVersion.objects.create(
        table=DecisionTable.objects.create(name=name, title=read.name),
        number=1,
        state=VersionState.PUBLISHED,
        content=content,
        content_sha256=content_hash(content),
        published_at=now,
        effective_from=timezone.localtime(now).date(),
    )
    changes = [Change("content_sha256", "", version.content_sha256)]
    record("authority.version.published", actor=actor, obj=version, changes=changes, now=now)
