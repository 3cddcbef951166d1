"""Faults to inject into right documents: what is changed, and which rule must notice."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from xianxing.engines.docform.parsing import parse_text
from xianxing.engines.docform.terms import Document, DocumentType, Element, Kind

UPWARD = (DocumentType.REPORT, DocumentType.REQUEST)
Change = Callable[[Document], str | None]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault: the rule that must find it, how it is made (None where it cannot be), what else it may bring."""

    name: str
    rule: str
    change: Change
    also: tuple[str, ...] = ()


def mutated(mutation: Mutation, text: str) -> str | None:
    """The text with the fault in it, None where this document has no place for it."""
    changed = mutation.change(parse_text(text))
    return None if changed == text else changed


def cut(document: Document, element: Element, new: str = "") -> str:
    """The source with one element replaced; its line goes when nothing takes its place."""
    source = document.source
    end = element.end
    if (
        not new
        and source[end : end + 1] == "\n"
        and (element.start == 0 or source[element.start - 1] == "\n")
    ):
        end += 1
    return source[: element.start] + new + source[end:]


def swap(kind: Kind, pattern: str, new: str) -> Change:
    """A change inside the first element of a kind."""

    def change(document: Document) -> str | None:
        element = document.first(kind)
        if element is None or not re.search(pattern, element.text):
            return None
        return cut(document, element, re.sub(pattern, new, element.text, count=1))

    return change


def drop(kind: Kind) -> Change:
    """All elements of a kind taken out."""

    def change(document: Document) -> str | None:
        text, found = document.source, document.of(kind)
        for each in reversed(found):
            text = cut(Document((), text), each)
        return text if found else None

    return change


def top(lines: str) -> Change:
    """Lines put above everything, where no such lines stand already."""

    def change(document: Document) -> str | None:
        marks = (Kind.COPY_NUMBER, Kind.CLASSIFICATION, Kind.URGENCY)
        return None if any(document.of(kind) for kind in marks) else f"{lines}\n{document.source}"

    return change


def only(types: tuple[DocumentType, ...], change: Change) -> Change:
    """The change for some types alone."""
    return lambda document: change(document) if document.type in types else None


def but(types: tuple[DocumentType, ...], change: Change) -> Change:
    """The change for all other types."""
    return lambda document: None if document.type in types else change(document)


def having(kind: Kind, change: Change) -> Change:
    """The change where the document has an element of a kind."""
    return lambda document: change(document) if document.of(kind) else None


def below(kind: Kind, line: str) -> Change:
    """A line put under the first element of a kind."""

    def change(document: Document) -> str | None:
        element = document.first(kind)
        return None if element is None else cut(document, element, f"{element.text}\n{line}")

    return change


def last_paragraph(line: str) -> Change:
    """A paragraph put behind the last of the body."""

    def change(document: Document) -> str | None:
        body = [
            each for each in document.elements if each.kind in {Kind.BODY, Kind.HEADING} and each.part == 0
        ]
        return cut(document, body[-1], f"{body[-1].text}\n{line}") if body else None

    return change


def level(number: int, pattern: str, new: str, place: int = 0) -> Change:
    """A change in a heading of a level."""

    def change(document: Document) -> str | None:
        found = [each for each in document.of(Kind.HEADING) if each.level == number]
        if len(found) <= place or not re.search(pattern, found[place].text):
            return None
        return cut(document, found[place], re.sub(pattern, new, found[place].text, count=1))

    return change


def _unnumbered(document: Document) -> str | None:
    if any(each.level for each in document.elements if each.part == 0):
        return None
    return below(Kind.BODY, "（一）总体要求")(document)


def _jump(document: Document) -> str | None:
    found = [each for each in document.of(Kind.HEADING) if each.level == 1]
    return cut(document, found[-1], f"{found[-1].text}\n（1）附加要求") if found else None


def _lone_stop(document: Document) -> str | None:
    found = [each for each in document.of(Kind.HEADING) if each.level == 1]
    if len(found) < 2 or any(each.text.endswith("。") for each in found):
        return None
    return cut(document, found[0], found[0].text + "。")


def _no_body(document: Document) -> str | None:
    body = [each for each in document.elements if each.kind in {Kind.BODY, Kind.HEADING} and each.part == 0]
    text = document.source
    if not document.of(Kind.TITLE) or not document.of(Kind.SIGNATURE):
        return None
    return text[: body[0].start] + text[body[-1].end + 1 :]


def _attached(document: Document) -> str | None:
    """A labelled attachment behind everything but the imprint, and no note of it."""
    if any(each.part for each in document.elements):
        return None
    imprint = [*document.of(Kind.COPY_TO), *document.of(Kind.PRINTED_BY)]
    place = imprint[0].start if imprint else len(document.source)
    text = document.source
    return f"{text[:place]}附件\n联系人名单\n请各单位报送联系人。\n{text[place:]}"


def _part(kind: Kind, pattern: str, new: str) -> Change:
    def change(document: Document) -> str | None:
        if not document.of(Kind.ATTACHMENT_NOTE):
            return None
        found = [each for each in document.elements if each.kind is kind and each.part]
        return cut(document, found[0], re.sub(pattern, new, found[0].text)) if found else None

    return change


def _last_note(pattern: str, new: str) -> Change:
    def change(document: Document) -> str | None:
        found = document.of(Kind.ATTACHMENT_NOTE)
        if not found or not re.search(pattern, found[-1].text):
            return None
        return cut(document, found[-1], re.sub(pattern, new, found[-1].text, count=1))

    return change


def _extra_note(document: Document) -> str | None:
    found = document.of(Kind.ATTACHMENT_NOTE)
    if not found:
        return None
    if len(found) > 1:
        return cut(document, found[-1], f"{found[-1].text}\n{len(found) + 1}.多余的一项")
    return cut(document, found[0], found[0].text.replace("附件：", "附件：1.", 1) + "\n2.多余的一项")


def _fewer_notes(document: Document) -> str | None:
    found = document.of(Kind.ATTACHMENT_NOTE)
    return cut(document, found[-1]) if len(found) > 1 else None


def _closing(new: str) -> Change:
    """The date under the signature replaced."""

    def change(document: Document) -> str | None:
        found = [each for each in document.of(Kind.DATE) if each.text[0] not in "（("]
        return cut(document, found[0], new) if found else None

    return change


def _issuer(old_end: str, new: str) -> Change:
    """The issuer in title and signature replaced by another."""

    def change(document: Document) -> str | None:
        title, signatures = document.first(Kind.TITLE), document.of(Kind.SIGNATURE)
        named = re.match(rf".*?{old_end}(?=关于)", title.text) if title else None
        if named is None or [each.text for each in signatures] != [named[0]]:
            return None
        return document.source.replace(named[0] + "关于", new + "关于").replace(
            f"\n{named[0]}\n", f"\n{new}\n"
        )

    return change


def _imprint_swapped(document: Document) -> str | None:
    copies, printed = document.first(Kind.COPY_TO), document.first(Kind.PRINTED_BY)
    if copies is None or printed is None:
        return None
    return document.source[: copies.start] + f"{printed.text}\n{copies.text}\n"


def _copied_twice(document: Document) -> str | None:
    main, copies = document.first(Kind.MAIN_RECIPIENT), document.first(Kind.COPY_TO)
    if main is None or copies is None:
        return None
    name = re.split("[，、]", main.text.rstrip("："))[-1]
    return cut(document, copies, copies.text.replace("。", f"，{name}。"))


def _with_imprint(line: str) -> Change:
    """An imprint put where there is none."""

    def change(document: Document) -> str | None:
        if document.of(Kind.COPY_TO) or document.of(Kind.PRINTED_BY):
            return None
        return document.source + line + "\n"

    return change


def _other_year(document: Document) -> str | None:
    dated = any(each.text[0] not in "（(" for each in document.of(Kind.DATE))
    return swap(Kind.NUMBER, "〔2026〕", "〔2025〕")(document) if dated else None


def _by_department(document: Document) -> str | None:
    return (
        None
        if re.search("经[^。；]{0,24}(?:同意|批准|授权)", document.source)
        else _issuer(".*?", "青屏市应急管理局")(document)
    )


def _without(words: str) -> Change:
    return lambda document: document.source.replace(words, "")


def _as_summary(document: Document) -> str | None:
    text = drop(Kind.NUMBER)(document)
    return None if text is None else swap(Kind.TITLE, f"({_ENDINGS})$", "总结")(parse_text(text))


def _numbered_alone(document: Document) -> str | None:
    return swap(Kind.ATTACHMENT_NOTE, "附件：(?!1)", "附件：1.")(document)


def _one_unsigned(document: Document) -> str | None:
    found = document.of(Kind.SIGNATURE)
    return cut(document, found[-1]) if len(found) > 1 else None


_ASKING = (*UPWARD, DocumentType.OPINION, DocumentType.LETTER, DocumentType.BILL)
_ENDINGS = "实施意见|通知|意见|决定|通报|报告|请示|批复|议案|函|纪要|通告|公告"
_LETTER = (DocumentType.LETTER,)
_COMMANDS = (
    DocumentType.NOTICE,
    DocumentType.DECISION,
    DocumentType.OPINION,
    DocumentType.CIRCULAR,
)
_SIGNERS_STAY = (*UPWARD, DocumentType.OPINION, DocumentType.BILL)

MUTATIONS = (
    Mutation("份号 4 位", "copy_number.digits", top("0012")),
    Mutation("密级而无份号", "copy_number.missing", top("机密★1年"), ("classification.present",)),
    Mutation("涉密", "classification.present", top("000012\n秘密★6个月")),
    Mutation(
        "保密期限用汉字", "classification.period", top("000012\n机密★一年"), ("classification.present",)
    ),
    Mutation("紧急程度用词", "urgency.word", top("急件")),
    Mutation("份号在紧急程度之下", "head.order", top("特急\n000012")),
    Mutation("信函标志带文件", "mark.letter", only(_LETTER, swap(Kind.ISSUER_MARK, "$", "文件"))),
    Mutation("年份用方括号", "number.brackets", swap(Kind.NUMBER, "〔(.*)〕", r"[\1]")),
    Mutation("年份用圆括号", "number.brackets", swap(Kind.NUMBER, "〔(.*)〕", r"（\1）")),
    Mutation("年份无括号", "number.brackets", swap(Kind.NUMBER, r"(?<=\w)〔(.*)〕", r"\1年")),
    Mutation("年份两位", "number.short_year", swap(Kind.NUMBER, "〔20", "〔")),
    Mutation("序号加第", "number.ordinal", swap(Kind.NUMBER, "〕", "〕第")),
    Mutation("序号虚位", "number.zeros", swap(Kind.NUMBER, "〕", "〕0")),
    Mutation("字号年份不符", "number.year", _other_year),
    Mutation(
        "缺发文字号",
        "number.missing",
        having(Kind.ISSUER_MARK, but(_LETTER, drop(Kind.NUMBER))),
    ),
    Mutation("缺签发人", "signer.missing", having(Kind.SIGNER, only(UPWARD, drop(Kind.SIGNER)))),
    Mutation("下行文有签发人", "signer.downward", but(_SIGNERS_STAY, below(Kind.NUMBER, "签发人：周望舒"))),
    Mutation("签发人半角冒号", "signer.colon", swap(Kind.SIGNER, "：", ":")),
    Mutation("缺标题", "title.missing", having(Kind.NUMBER, drop(Kind.TITLE))),
    Mutation(
        "以方案为文种", "title.type", having(Kind.NUMBER, swap(Kind.TITLE, rf"的?({_ENDINGS})$", "的方案"))
    ),
    Mutation(
        "以总结行文",
        "title.paper",
        having(Kind.MAIN_RECIPIENT, having(Kind.SIGNATURE, _as_summary)),
        ("number.missing",),
    ),
    Mutation("标题缺机关", "title.issuer", swap(Kind.TITLE, "^.*?(?=关于)", "")),
    Mutation(
        "标题缺事由",
        "title.matter",
        but((DocumentType.PUBLIC_NOTICE,), swap(Kind.TITLE, rf"关于.*?({_ENDINGS})$", r"\1")),
        ("signature.differs",),
    ),
    Mutation(
        "请示报告",
        "title.mixed_type",
        only(UPWARD, swap(Kind.TITLE, "(请示|报告)$", "请示报告")),
        ("conduct.request_in_report",),
    ),
    Mutation("标题末尾加句号", "title.mark", having(Kind.TITLE, swap(Kind.TITLE, "(?<=关于)(.*)$", r"\1。"))),
    Mutation("关于重叠", "title.twice", swap(Kind.TITLE, "关于", "关于转发关于")),
    Mutation(
        "缺主送",
        "recipient.missing",
        but((DocumentType.DECISION, DocumentType.OPINION, DocumentType.CIRCULAR), drop(Kind.MAIN_RECIPIENT)),
    ),
    Mutation("主送缺冒号", "recipient.colon", swap(Kind.MAIN_RECIPIENT, "：$", "")),
    Mutation("主送半角冒号", "recipient.colon", swap(Kind.MAIN_RECIPIENT, "：$", ":")),
    Mutation(
        "上行多头主送",
        "recipient.one_superior",
        only(UPWARD, swap(Kind.MAIN_RECIPIENT, "：$", "、云岭省水利厅：")),
    ),
    Mutation("主送个人", "recipient.person", only(UPWARD, swap(Kind.MAIN_RECIPIENT, ".*", "顾省长："))),
    Mutation("无正文", "body.missing", _no_body),
    Mutation("层次跳级", "level.jump", _jump),
    Mutation("首层用（一）", "level.first", _unnumbered),
    Mutation("一级用点", "level.mark", level(1, "^一、", "一.")),
    Mutation("二级加顿号", "level.mark", level(2, "^（一）", "（一）、")),
    Mutation("三级用顿号", "level.mark", level(3, r"^1\.", "1、")),
    Mutation("半角括号", "level.brackets", level(2, "^（一）", "(一)")),
    Mutation("序号跳号", "level.sequence", level(1, "^二、", "三、", 1), ("level.sequence",)),
    Mutation("序号重复", "level.sequence", level(1, "^二、", "一、", 1), ("level.sequence",)),
    Mutation("一级标题加句号", "heading.stop", _lone_stop),
    Mutation(
        "此页无正文",
        "body.no_text_page",
        having(Kind.SIGNATURE, but((DocumentType.ORDER,), last_paragraph("（此页无正文）"))),
    ),
    Mutation("附件说明半角冒号", "attachment_note.colon", swap(Kind.ATTACHMENT_NOTE, "：", ":")),
    Mutation("附件序号用顿号", "attachment_note.numbers", _last_note(r"^2\.", "2、")),
    Mutation("单个附件标序号", "attachment_note.single", _numbered_alone),
    Mutation("附件名称后加分号", "attachment_note.stop", _last_note("$", "；")),
    Mutation("附件名称后加句号", "attachment_note.stop", swap(Kind.ATTACHMENT_NOTE, "$", "。")),
    Mutation("缺附件说明", "attachment_note.missing", _attached),
    Mutation("附件说明多一项", "attachment.absent", _extra_note),
    Mutation("附件说明少一项", "attachment.count", _fewer_notes, ("attachment_note.single",)),
    Mutation("附件标识加冒号", "attachment.label", _part(Kind.ATTACHMENT, "$", "：")),
    Mutation("附件序号用汉字", "attachment.label", _part(Kind.ATTACHMENT, "1", "一")),
    Mutation("附件序号不符", "attachment.number", _part(Kind.ATTACHMENT, "1?$", "3")),
    Mutation("附件标题不符", "attachment.title", _part(Kind.TITLE, ".*", "另一个标题")),
    Mutation("缺署名", "signature.missing", drop(Kind.SIGNATURE)),
    Mutation(
        "署名不符",
        "signature.differs",
        swap(Kind.SIGNATURE, "^青屏市.*[府局室]$", "青屏市林业局"),
        ("signature.joint",),
    ),
    Mutation("联合行文缺一署名", "signature.joint", _one_unsigned),
    Mutation("缺成文日期", "date.missing", drop(Kind.DATE), ("signature.missing", "level.first")),
    Mutation("日期用汉字", "date.numerals", _closing("二〇二六年一月六日"), ("number.year",)),
    Mutation("日期虚位", "date.zeros", _closing("2026年01月06日"), ("number.year",)),
    Mutation("日期无日", "date.shape", _closing("2026年1月")),
    Mutation("日期用短横", "date.shape", _closing("2026-1-6"), ("number.year",)),
    Mutation("日期不存在", "date.impossible", _closing("2026年2月30日")),
    Mutation(
        "两个日期",
        "date.second",
        having(Kind.SIGNATURE, having(Kind.TITLE, below(Kind.TITLE, "2026年1月2日"))),
        ("number.year",),
    ),
    Mutation("日期在将来", "date.future", _closing("2027年3月6日"), ("number.year", "printed_by.early")),
    Mutation("附注无括号", "note.brackets", swap(Kind.NOTE, "（(此件.*)）", r"\1")),
    Mutation("附注半角括号", "note.half_brackets", swap(Kind.NOTE, "（(.*)）", r"(\1)")),
    Mutation(
        "信函有印发行",
        "imprint.letter",
        only(_LETTER, _with_imprint("青屏市水利局办公室　　2026年3月26日印发")),
    ),
    Mutation("抄送缺句号", "copy_to.stop", swap(Kind.COPY_TO, "。$", "")),
    Mutation("抄送半角冒号", "copy_to.colon", swap(Kind.COPY_TO, "：", ":")),
    Mutation("抄报", "copy_to.label", swap(Kind.COPY_TO, "抄送", "抄报")),
    Mutation("抄送在印发之下", "copy_to.order", _imprint_swapped),
    Mutation("主送又抄送", "copy_to.twice", _copied_twice, ("conduct.copy_down",)),
    Mutation(
        "印发日期用汉字", "printed_by.numerals", swap(Kind.PRINTED_BY, r"2026年.*日", "二〇二六年三月十七日")
    ),
    Mutation("印发日期虚位", "printed_by.numerals", swap(Kind.PRINTED_BY, r"2026年.*日", "2026年03月17日")),
    Mutation("印发早于成文", "printed_by.early", swap(Kind.PRINTED_BY, r"2026年.*日", "2026年1月1日")),
    Mutation(
        "报告夹带请示",
        "conduct.request_in_report",
        only((DocumentType.REPORT,), last_paragraph("以上事项，请予批准。")),
    ),
    Mutation(
        "请示多事",
        "conduct.one_matter",
        only((DocumentType.REQUEST,), swap(Kind.TITLE, "关于.*的", "关于保护区建设两个问题的")),
    ),
    Mutation(
        "上行抄送下级",
        "conduct.copy_down",
        only(UPWARD, swap(Kind.COPY_TO, "。$", "，各县（市、区）人民政府。")),
    ),
    Mutation("上行署个人", "conduct.personal_name", only(UPWARD, swap(Kind.SIGNATURE, ".*", "市长　周望舒"))),
    Mutation("部门指令下级政府", "conduct.department_commands", only(_COMMANDS, _by_department)),
    Mutation(
        "内设机构发文",
        "conduct.inner_division",
        _issuer(".*?", "青屏市应急管理局人事科"),
        ("conduct.department_commands",),
    ),
    Mutation("结束语不符", "wording.formula", but((DocumentType.NOTICE,), last_paragraph("特此通知。"))),
    Mutation("下行文用请示结束语", "wording.plea", but(_ASKING, last_paragraph("妥否，请批示。"))),
    Mutation(
        "请示无结束语", "wording.request_formula", only((DocumentType.REQUEST,), _without("妥否，请批示。\n"))
    ),
    Mutation(
        "批复不引字号", "wording.incoming", only((DocumentType.REPLY,), _without("（临政〔2026〕7号）"))
    ),
    Mutation(
        "先号后题",
        "wording.cited_order",
        last_paragraph("有关要求按照青政发〔2025〕9号《关于加强湖泊保护的意见》执行。"),
    ),
    Mutation(
        "引文方括号",
        "wording.cited_brackets",
        last_paragraph("有关要求按照《关于加强湖泊保护的意见》（青政发[2025]9号）执行。"),
    ),
)
