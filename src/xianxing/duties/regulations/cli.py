"""``xianxing regulations``: parse laws, import them."""

import json
from pathlib import Path

import click

from xianxing.duties.regulations.engine.errors import RegulationError
from xianxing.duties.regulations.engine.reading import read_text
from xianxing.office.authority.engine import ParsedLaw, parse_law


@click.group()
def regulations() -> None:
    """规章制度：解析、导入法规，核对依据。"""


@regulations.command("parse")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="按固定格式输出 JSON")
def parse_command(path: Path, *, as_json: bool) -> None:
    """解析一件法规（.md、.txt、.docx）为编、章、节、条、款、项，并指出没有解析的内容；不写入数据库。"""
    law = read_law(path)
    if as_json:
        articles = [{"number": article.label, "text": article.text} for article in law.articles]
        found = {"articles": articles, "unparsed": list(law.unparsed)}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    click.echo(law.title)
    for article in law.articles:
        items = sum(len(paragraph.items) for paragraph in article.paragraphs)
        click.echo(f"{article.label}\t{len(article.paragraphs)} 款 {items} 项\t{' / '.join(article.path)}")
    report(path, law)


def read_law(path: Path) -> ParsedLaw:
    """Return the law in a file; a file that cannot be read ends the command with one line."""
    try:
        return parse_law(read_text(path.read_bytes()))
    except RegulationError as error:
        raise click.ClickException(f"{path.name}：{error}") from error


def report(path: Path, law: ParsedLaw) -> None:
    """Say how many articles were found and what did not parse."""
    click.echo(f"{path.name}：{len(law.articles)} 条，未解析 {len(law.unparsed)} 行", err=True)
    for line in law.unparsed:
        click.echo(f"  未解析：{line[:80]}", err=True)
