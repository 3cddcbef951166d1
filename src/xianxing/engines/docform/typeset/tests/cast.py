"""Invented documents, one of every form."""

from xianxing.engines.docform.terms import Document, DocumentType, Element, Form, Kind, Picture, Table

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

    def done(self, type: DocumentType | None = None, form: Form = Form.ORDINARY) -> Document:
        """The document so far."""
        return Document(tuple(self.elements), self.source, type, form)


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
