"""``xianxing writing``: set a file as PDF or .docx, and check its form."""

import sys
from pathlib import Path

import click

from xianxing.engines.docform import DocformError, Document, check, read
from xianxing.engines.docform.typeset import render_pdf
from xianxing.engines.docform.word import write_docx
from xianxing.office.files.classified import refuse_classified
from xianxing.office.files.errors import ClassifiedMaterial

STRENGTHS = {"must": "应当", "normally": "一般", "may": "可以", "practice": "惯例"}


@click.group()
def writing() -> None:
    """文稿：排版公文，检查格式。"""


@writing.command("render")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写到哪个文件")
@click.option("--format", "form", type=click.Choice(["pdf", "docx"]), default=None, help="输出格式")
def render_command(file: Path, output: Path | None, form: str | None) -> None:
    """把 txt、md、docx、doc、wps 文稿排成符合 GB/T 9704-2012 的 PDF 或 Word 文件。"""
    kind = form or _kind_of(output)
    document = _read(file)
    target = output or file.with_name(f"{file.stem}.公文.{kind}")
    try:
        content = render_pdf(document) if kind == "pdf" else write_docx(document)
        target.write_bytes(content)
    except DocformError as refused:
        raise click.ClickException(str(refused)) from refused
    except OSError as refused:
        raise click.ClickException(f"不能写入“{target}”：{refused.strerror}；请换一个位置") from refused
    for lost in document.lost:
        click.echo(f"注意：{lost}", err=True)
    click.echo(f"已写入 {target}（{len(content) // 1024 + 1} KB）")


@writing.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_command(file: Path) -> None:
    """检查文稿的格式和行文规则，逐条写明依据；有“应当”而未做到的，退出码为 1。"""
    document = _read(file)
    found = check(document)
    for each in found:
        line = document.source.count("\n", 0, each.start) + 1
        clause = f"（{each.clause}）" if each.clause else ""
        click.echo(f"第 {line} 行 [{STRENGTHS[each.strength.value]}] {each.message}{clause}")
    must = sum(each.strength.value == "must" for each in found)
    click.echo(f"共 {len(found)} 处，其中“应当”{must} 处")
    if must:
        sys.exit(1)


def _kind_of(output: Path | None) -> str:
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return suffix if suffix in {"pdf", "docx"} else "pdf"


def _read(file: Path) -> Document:
    try:
        document = read(file.read_bytes(), name=file.name)
        refuse_classified(document.source, where=file.name)
    except (DocformError, ClassifiedMaterial) as refused:
        raise click.ClickException(str(refused)) from refused
    return document
