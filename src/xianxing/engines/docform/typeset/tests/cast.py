"""Invented documents, one of every form."""

from collections.abc import Callable

from xianxing.engines.docform.terms import Document, DocumentType, Element, Form, Kind, Picture, Table
from xianxing.engines.docform.typeset import FontShelf, Press

TEXT = (
    "各级各部门要把防汛备汛作为当前工作的重要任务，压实责任、细化措施，逐村逐库排查隐患，"
    "建立清单并限期整改；对一时难以整改的，要落实专人值守和应急避险预案。"
)
GRID = "防汛值守记录清楚明白山河安稳村社同心巡查到位预案周全道路畅通物资齐备消息准确"


class Draft:
    """Elements one after the other, with offsets into the text they make."""

    def __init__(self) -> None:
        self.source = ""
        self.elements: list[Element] = []

    def add(
        self,
        kind: Kind,
        text: str,
        *,
        level: int = 0,
        run_in: bool = False,
        part: int = 0,
        table: Table | None = None,
        picture: Picture | None = None,
    ) -> "Draft":
        """The draft with one more element."""
        start = len(self.source)
        self.source += text
        end = len(self.source)
        self.source += "" if kind is Kind.HEADING and text.endswith("。") else "\n"
        self.elements.append(
            Element(
                kind, text, start, end, level=level, run_in=run_in, part=part, table=table, picture=picture
            )
        )
        return self

    def done(self, kind: DocumentType | None = None, form: Form = Form.ORDINARY) -> Document:
        """The document so far."""
        return Document(tuple(self.elements), self.source, kind, form)


def ordinary(paragraphs: int = 3) -> Document:
    """A notice with every part a common document has."""
    draft = (
        Draft()
        .add(Kind.ISSUER_MARK, "青川市人民政府办公室文件")
        .add(Kind.NUMBER, "青政办发〔2026〕15号")
        .add(Kind.TITLE, "青川市人民政府办公室关于进一步做好2026年防汛备汛工作的通知")
        .add(Kind.MAIN_RECIPIENT, "各县（区）人民政府，市政府各部门、各直属机构：")
        .add(
            Kind.BODY,
            "为做好2026年防汛备汛工作，保障人民群众生命财产安全，经市政府同意，现将有关事项通知如下。",
        )
        .add(Kind.HEADING, "一、压实工作责任", level=1)
    )
    for _ in range(paragraphs):
        draft.add(Kind.HEADING, "（一）落实包保责任。", level=2).add(Kind.BODY, TEXT, run_in=True)
    return (
        draft.add(Kind.HEADING, "二、加强物资储备", level=1)
        .add(Kind.HEADING, "1.编织袋不少于3万条", level=3)
        .add(Kind.BODY, TEXT)
        .add(Kind.ATTACHMENT_NOTE, "附件：1.青川市防汛责任人名单")
        .add(Kind.ATTACHMENT_NOTE, "2.青川市山洪灾害重点防范村庄和应急避险场所清单（2026年汛前核定版）")
        .add(Kind.SIGNATURE, "青川市人民政府办公室")
        .add(Kind.DATE, "2026年3月18日")
        .add(Kind.NOTE, "（此件公开发布）")
        .add(Kind.ATTACHMENT, "附件1", part=1)
        .add(Kind.TITLE, "青川市防汛责任人名单", part=1)
        .add(Kind.BODY, TEXT, part=1)
        .add(Kind.ATTACHMENT, "附件2", part=2)
        .add(Kind.TITLE, "青川市山洪灾害重点防范村庄和应急避险场所清单（2026年汛前核定版）", part=2)
        .add(Kind.BODY, TEXT, part=2)
        .add(
            Kind.COPY_TO,
            "抄送：市委办公室，市人大常委会办公室，市政协办公室，市监委，市法院，市检察院，各人民团体，各民主党派市委。",
        )
        .add(Kind.PRINTED_BY, "青川市人民政府办公室　　2026年3月18日印发")
        .done(DocumentType.NOTICE)
    )


def upward() -> Document:
    """A request of two organs, with the marks in the margin and three signers."""
    return (
        Draft()
        .add(Kind.COPY_NUMBER, "000012")
        .add(Kind.URGENCY, "特急")
        .add(Kind.ISSUER_MARK, "青川市发展和改革委员会")
        .add(Kind.ISSUER_MARK, "青川市水利局")
        .add(Kind.ISSUER_MARK, "青川市自然资源局文件")
        .add(Kind.NUMBER, "青发改〔2026〕31号")
        .add(Kind.SIGNER, "签发人：周立诚　吴　越　郑明远")
        .add(Kind.TITLE, "青川市发展和改革委员会　青川市水利局关于批准实施东溪水库除险加固工程的请示")
        .add(Kind.MAIN_RECIPIENT, "市人民政府：")
        .add(Kind.BODY, TEXT)
        .add(Kind.BODY, "妥否，请批示。")
        .add(Kind.SIGNATURE, "青川市发展和改革委员会")
        .add(Kind.SIGNATURE, "青川市水利局")
        .add(Kind.SIGNATURE, "青川市自然资源局")
        .add(Kind.DATE, "2026年4月2日")
        .add(Kind.NOTE, "（联系人：孙晓岚，联系电话：0000-0000000）")
        .add(Kind.COPY_TO, "抄送：市财政局。")
        .add(Kind.PRINTED_BY, "青川市发展和改革委员会办公室　2026年4月2日印发")
        .done(DocumentType.REQUEST)
    )


def letter() -> Document:
    """A letter of an office."""
    return (
        Draft()
        .add(Kind.ISSUER_MARK, "青川市人民政府办公室")
        .add(Kind.URGENCY, "加急")
        .add(Kind.NUMBER, "青政办函〔2026〕8号")
        .add(Kind.TITLE, "青川市人民政府办公室关于商请协助做好汛期通信保障工作的函")
        .add(Kind.MAIN_RECIPIENT, "青川市通信发展办公室：")
        .add(Kind.BODY, TEXT)
        .add(Kind.BODY, TEXT)
        .add(Kind.BODY, "请予支持为盼，并请于4月15日前函复。")
        .add(Kind.SIGNATURE, "青川市人民政府办公室")
        .add(Kind.DATE, "2026年4月3日")
        .add(Kind.COPY_TO, "抄送：市应急管理局、市水利局。")
        .done(DocumentType.LETTER, Form.LETTER)
    )


def order() -> Document:
    """An order with its number and the signature of who gives it."""
    return (
        Draft()
        .add(Kind.ISSUER_MARK, "青川市人民政府令")
        .add(Kind.NUMBER, "第12号")
        .add(
            Kind.BODY,
            "《青川市防汛应急物资管理办法》已经2026年3月20日市人民政府第31次常务会议通过，现予公布，自2026年5月1日起施行。",
        )
        .add(Kind.SIGNATURE, "市长　林致远")
        .add(Kind.DATE, "2026年3月25日")
        .add(Kind.PRINTED_BY, "青川市人民政府办公室　2026年3月26日印发")
        .done(DocumentType.ORDER, Form.ORDER)
    )


def minutes() -> Document:
    """Minutes of a meeting with who was there."""
    return (
        Draft()
        .add(Kind.ISSUER_MARK, "青川市人民政府常务会议纪要")
        .add(Kind.NUMBER, "〔2026〕第31次")
        .add(Kind.TITLE, "研究防汛备汛和春季招生工作")
        .add(
            Kind.BODY,
            "2026年3月20日，市长林致远主持召开市人民政府第31次常务会议，研究防汛备汛等工作。纪要如下。",
        )
        .add(Kind.HEADING, "一、关于防汛备汛工作", level=1)
        .add(Kind.BODY, TEXT)
        .add(Kind.HEADING, "二、关于春季招生工作", level=1)
        .add(Kind.BODY, TEXT)
        .add(
            Kind.BODY,
            "出席：林致远　周立诚　吴　越　郑明远　孙晓岚　何　川　高志远　梁文博　许清源　彭　程　魏东来　沈一鸣",
        )
        .add(Kind.BODY, "请假：冯　远")
        .add(Kind.BODY, "列席：市应急管理局、市水利局、市教育局主要负责同志")
        .add(Kind.COPY_TO, "抄送：市委办公室，市人大常委会办公室，市政协办公室。")
        .add(Kind.PRINTED_BY, "青川市人民政府办公室　2026年3月21日印发")
        .done(DocumentType.MINUTES, Form.MINUTES)
    )


def plain() -> Document:
    """An internal paper without a head, with a table and a chapter."""
    rows = (
        ("序号", "物资", "数量", "数量"),
        ("1", "编织袋", "3万条", "市级库"),
        ("2", "冲锋舟", "12艘", "县级库"),
    )
    return (
        Draft()
        .add(Kind.TITLE, "青川市防汛演练工作方案")
        .add(Kind.HEADING, "第一章　总则", level=6)
        .add(Kind.HEADING, "第一条　为检验预案，制定本方案。", level=5)
        .add(Kind.BODY, TEXT)
        .add(Kind.BODY, "", table=Table(rows))
        .add(Kind.BODY, "演练于2026年4月20日9时开始。")
        .add(Kind.SIGNATURE, "青川市防汛抗旱指挥部办公室")
        .add(Kind.DATE, "2026年4月8日")
        .done(None, Form.PLAIN)
    )


def tabled(rows: int = 60) -> Document:
    """A notice whose attachment is a table longer than a page."""
    lines = (
        ("序号", "单位", "责任人", "备注"),
        *((str(at), f"青川市第{at}水库管理所", "林致远", "") for at in range(1, rows)),
    )
    return (
        Draft()
        .add(Kind.ISSUER_MARK, "青川市水利局文件")
        .add(Kind.NUMBER, "青水〔2026〕7号")
        .add(Kind.TITLE, "青川市水利局关于公布水库安全责任人名单的通知")
        .add(Kind.MAIN_RECIPIENT, "各县（区）水利局：")
        .add(Kind.BODY, TEXT)
        .add(Kind.ATTACHMENT_NOTE, "附件：青川市水库安全责任人名单")
        .add(Kind.SIGNATURE, "青川市水利局")
        .add(Kind.DATE, "2026年3月30日")
        .add(Kind.ATTACHMENT, "附件", part=1)
        .add(Kind.TITLE, "青川市水库安全责任人名单", part=1)
        .add(Kind.BODY, "", part=1, table=Table(lines))
        .add(Kind.PRINTED_BY, "青川市水利局办公室　2026年3月30日印发")
        .done(DocumentType.NOTICE)
    )


def grid(lines: int = 70) -> Document:
    """A paper of nothing but full lines, for counting lines and characters."""
    text = (GRID * lines)[: 28 * lines]
    return Draft().add(Kind.MAIN_RECIPIENT, text).done(None, Form.PLAIN)


SHELF = FontShelf(system=False)
PRESS = Press(SHELF)
CAST: dict[str, Callable[[], Document]] = {
    "ordinary": ordinary,
    "upward": upward,
    "letter": letter,
    "order": order,
    "minutes": minutes,
    "plain": plain,
}
