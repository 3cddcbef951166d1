"""``xianxing regulations``: parse laws, import them, list the gaps."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click
from django.core.exceptions import ValidationError
from django.utils import timezone

from xianxing.duties.regulations.actions.adopting import enter_law
from xianxing.duties.regulations.engine.citations import plain_title
from xianxing.duties.regulations.engine.errors import RegulationError
from xianxing.duties.regulations.engine.facts import facts_of
from xianxing.duties.regulations.engine.reading import read_text
from xianxing.duties.regulations.queries.gaps import find_gaps
from xianxing.office.authority.engine import ParsedLaw, parse_law, text_hash
from xianxing.office.authority.entering import Described
from xianxing.office.authority.models import Instrument, Level
from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.actions import SYSTEM

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Said:
    """What the command line says of a law; empty where the text shall say it."""

    code: str
    issuer: str
    level: str
    scope: str
    issued_on: datetime | None
    effective_from: datetime | None


@click.group()
def regulations() -> None:
    """规章制度：解析、导入法规，核对缺口。"""


@regulations.command("parse")
@click.argument("path", metavar="FILE", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="按固定格式输出 JSON")
def parse_command(path: Path, *, as_json: bool) -> None:
    """解析一件法规（.md、.txt、.docx）为编、章、节、条、款、项，并指出没有解析的内容；不写入数据库。"""
    law = parse_law(_read(path))
    if as_json:
        articles = [{"number": article.label, "text": article.text} for article in law.articles]
        found = {"articles": articles, "unparsed": list(law.unparsed)}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    click.echo(law.title)
    for article in law.articles:
        items = sum(len(paragraph.items) for paragraph in article.paragraphs)
        click.echo(f"{article.label}\t{len(article.paragraphs)} 款 {items} 项\t{' / '.join(article.path)}")
    _report(path, law)


@regulations.command("import")
@click.argument("paths", metavar="FILE...", type=FILE, nargs=-1, required=True)
@click.option("--code", default="", help="代号（只导入一件时；默认取名称）")
@click.option("--issuer", default="", help="发布机关（默认从文本读）")
@click.option("--level", type=click.Choice(Level.values), default=None, help="效力级别（默认从文本读）")
@click.option("--scope", default="全国", show_default=True, help="适用范围")
@click.option("--issued-on", type=DAY, default=None, help="发布日期（默认从文本读）")
@click.option("--effective-from", type=DAY, default=None, help="施行日期（默认从文本读）")
@click.option("--replaces", default="", help="替代的旧文本的代号")
def import_command(
    paths: tuple[Path, ...], *, replaces: str, code: str, level: str | None, **said: object
) -> None:
    """导入法规（.md、.txt、.docx），报告每件找到几条、哪些行没有解析；已录入的同一文本跳过。"""
    if code and len(paths) > 1:
        raise click.ClickException("--code 只能用于一件；多件请不写，由名称取代号")
    given = Said(code=code, level=level or "", **said)  # type: ignore[arg-type]
    older = _older(replaces)
    failed = sum(not _import_one(path, given, older) for path in paths)
    if failed:
        raise click.ClickException(f"{len(paths)} 件中有 {failed} 件没有导入，原因见上")


@regulations.command("gaps")
def gaps_command() -> None:
    """列出制度缺口：没有制度的领域、过期复审、失效引用、相互矛盾。"""
    gaps = find_gaps(timezone.localdate())
    for area in gaps.areas:
        click.echo(f"没有制度\t{area}")
    for held in gaps.overdue:
        click.echo(f"过期复审\t{held}\t{held.review_on}")
    for citation in gaps.stale_citations:
        click.echo(f"失效引用\t{citation.clause}\t《{citation.cited}》")
    for row in gaps.stale_rows:
        click.echo(f"失效依据\t{row.version}\t{row.finding.text}")
    for each in gaps.contradictions:
        first, second = each.first, each.second
        click.echo(f"相互矛盾\t{first.table} {first.row}\t{second.table} {second.row}")
    click.echo(f"共 {gaps.count} 处", err=True)


def _read(path: Path) -> str:
    try:
        return read_text(path.read_bytes())
    except RegulationError as error:
        raise click.ClickException(f"{path.name}：{error}") from error


def _report(path: Path, law: ParsedLaw) -> None:
    click.echo(f"{path.name}：{len(law.articles)} 条，未解析 {len(law.unparsed)} 行", err=True)
    for line in law.unparsed:
        click.echo(f"  未解析：{line[:80]}", err=True)


def _older(code: str) -> Instrument | None:
    found = Instrument.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise click.ClickException(f"没有代号为“{code}”的法规；请用 --replaces 写已录入的代号")
    return found


def _import_one(path: Path, said: Said, older: Instrument | None) -> bool:
    """Import one file and say how it went."""
    text = _read(path)
    law = parse_law(text)
    _report(path, law)
    if Instrument.objects.filter(text_sha256=text_hash(text)).exists():
        click.echo(f"{path.name}：同一文本已经录入，跳过")
        return True
    try:
        described = _described(law, said)
        enter_law(actor=SYSTEM, described=described, text=text, now=timezone.now(), replaces=older)
    except (ValidationError, ClassifiedMaterial) as refusal:
        words = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        click.echo(f"{path.name}：没有导入：{words}", err=True)
        return False
    click.echo(f"{path.name}：已录入《{described.title}》，代号 {described.code}")
    return True


def _described(law: ParsedLaw, said: Said) -> Described:
    facts = facts_of(law)
    issued_on = said.issued_on.date() if said.issued_on else facts.issued_on
    effective_from = said.effective_from.date() if said.effective_from else facts.effective_from
    first = _known(effective_from or issued_on, "施行日期", "--effective-from 2026-01-01")
    return Described(
        code=said.code or _free_code(plain_title(facts.title)[:36], first),
        title=facts.title[:120],
        issuer=(said.issuer or facts.issuer or "（未注明）")[:120],
        issued_on=issued_on or first,
        effective_from=first,
        level=said.level or facts.level,
        scope=said.scope,
    )


def _known(day: date | None, what: str, option: str) -> date:
    if day is None:
        raise ValidationError(f"文本里没有读到{what}；请加 {option}")
    return day


def _free_code(code: str, first: date) -> str:
    """The title as a code, with the year where another text has the title already."""
    return f"{code}{first.year}" if Instrument.objects.filter(code=code).exists() else code
