"""What a .docx held and a document does not carry, one sentence each."""

import re
from xml.etree.ElementTree import Element

from xianxing.engines.docform.reading.names import attribute, children, short
from xianxing.engines.docform.reading.package import Package
from xianxing.engines.docform.reading.paragraphs import Gathered

_EXCERPT = 60
_PAGE_NUMBER = re.compile(r"[\s\d—\-–_第页共/]*")
_CHANGES = {
    "insertion": "修订：采纳了 {} 处插入的文字",
    "deletion": "修订：略去了 {} 处删除的文字",
    "hidden": "略去了 {} 处隐藏的文字",
}
_NOTES = {"footnote": ("脚注", "footnotes.xml"), "endnote": ("尾注", "endnotes.xml")}


def remarks(package: Package, gathered: Gathered, unknown_shapes: set[str]) -> tuple[str, ...]:
    """One sentence for everything that was left out, so that nothing disappears in silence. Source: decision."""
    found = [told.format(gathered.counts[name]) for name, told in _CHANGES.items() if gathered.counts[name]]
    found += [
        f"略去了 {count} 处{name}" for name, count in sorted(gathered.counts.items()) if name not in _CHANGES
    ]
    found += [f"文本框的文字没有读入：{_cut(text)}" for text in gathered.boxes]
    found += _note_remarks(package, gathered)
    found += [f"编号样式 {shape} 不认识，按阿拉伯数字写出" for shape in sorted(unknown_shapes)]
    return (*found, *_margin_remarks(package))


def _note_remarks(package: Package, gathered: Gathered) -> list[str]:
    found = []
    for kind, (name, part) in _NOTES.items():
        wanted = [number for each, number in gathered.notes if each == kind]
        root = package.part(part) if wanted else None
        texts = {attribute(each, "w:id"): _text(each) for each in children(root, f"w:{kind}")}
        found += [f"{name}没有读入：{_cut(texts.get(number, ''))}" for number in wanted]
    return found


def _margin_remarks(package: Package) -> list[str]:
    """Headers and footers that hold more than a page number."""
    found: list[str] = []
    for target in sorted(set(package.relations.values())):
        base = target.rpartition("/")[2]
        name = "页眉" if base.startswith("header") else "页脚" if base.startswith("footer") else ""
        if not name or not base.endswith(".xml") or target not in package.archive.names:
            continue
        text = _text(package.archive.tree(target))
        told = f"{name}没有读入：{_cut(text)}"
        if not _PAGE_NUMBER.fullmatch(text) and told not in found:
            found.append(told)
    return found


def _text(element: Element) -> str:
    held = (each.text or "" for each in element.iter() if short(each.tag) == "w:t")
    return "".join(held).strip()


def _cut(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "……"
