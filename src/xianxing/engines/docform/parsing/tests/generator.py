"""Documents made up part by part, together with the elements that they must be read as."""

from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import strategies as st

from xianxing.engines.docform.tests.outline import Row

PLACES = ("青屏市", "临河县", "望湖区", "云岭省")
OFFICES = ("人民政府", "人民政府办公室", "水利局", "教育局", "公安局", "发展和改革委员会", "财政局")
MATTERS = (
    "加强防汛备汛工作",
    "做好春耕生产",
    "2026年校车安全",
    "推进“一网通办”",
    "开展老旧小区改造",
    "加快乡村客运发展",
)
TYPES = ("通知", "意见", "决定", "通报", "实施意见", "紧急通知", "批复", "复函", "函", "报告", "请示")
SENTENCES = (
    "各地要高度重视，抓好落实。",
    "要坚持因地制宜、分类推进，不搞“一刀切”。",
    "2026年底前，全市基本建成服务网络（含村级站点）。",
    "有关情况及时报告。",
    "按照《青屏市防汛应急预案》（青政办发〔2025〕9号）执行。",
)
HEADS = ("落实责任", "强化保障", "严格监管", "优化服务", "完善机制", "开展培训")
NAMES = ("值班安排表", "物资储备清单", "补贴标准", "工作任务分工方案")
NUMERALS = "一二三四五六七八九十"


@dataclass(slots=True)
class Made:
    """A text under construction and the outline that it must have."""

    lines: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, kind: str, *lines: str) -> None:
        """Lines that are one element."""
        self.lines += lines
        self.rows.append((kind, "".join(lines)))

    def add_run_in(self, heading: str, kind: str, body: str, suffix: str = "") -> None:
        """A heading and a paragraph on one line."""
        self.lines.append(heading + body)
        self.rows += [(kind, heading), (f"body run_in{suffix}", body)]

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines) + "\n"


@st.composite
def documents(draw: st.DrawFn) -> Made:
    """A right document of any make: head, title, recipients, levels, notes, close, attachments, imprint."""
    made = Made()
    issuer = draw(st.sampled_from(PLACES)) + draw(st.sampled_from(OFFICES))
    number = f"{draw(st.sampled_from(('青政发', '临水', '云教函')))}〔2026〕{draw(st.integers(1, 400))}号"
    marked = draw(st.booleans())
    if marked:
        _add_head(draw, made, issuer, number)
    _add_title(draw, made, f"{issuer}关于{draw(st.sampled_from(MATTERS))}的{draw(st.sampled_from(TYPES))}")
    if not marked:
        made.add("number", number)
    made.add(
        "main_recipient",
        draw(st.sampled_from(("各县（市、区）人民政府，市政府各部门：", "临河县人民政府："))),
    )
    made.add("body", "现将有关事项明确如下：")
    _add_sections(draw, made, "")
    names = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    _add_notes(made, names)
    made.add("signature", issuer)
    made.add("date", draw(st.sampled_from(("2026年3月6日", "二〇二六年三月十六日", "2026年12月31日"))))
    if draw(st.booleans()):
        made.add("note", "（此件公开发布）")
    for place, name in enumerate(names, start=1):
        made.add(f"attachment @{place}", f"附件{place}" if len(names) > 1 else "附件")
        made.add(f"title @{place}", name)
        made.add(f"body @{place}", "各单位按本表执行，不得擅自调整。")
        _add_sections(draw, made, f" @{place}")
    if draw(st.booleans()):
        made.add("copy_to", "抄送：市委办公室，市人大常委会办公室。")
        made.add("printed_by", f"{issuer}\u3000\u30002026年12月31日印发")
    return made


def _add_head(draw: st.DrawFn, made: Made, issuer: str, number: str) -> None:
    if draw(st.booleans()):
        made.add("copy_number", "000128")
        made.add("urgency", draw(st.sampled_from(("特急", "加急"))))
    made.add("issuer_mark", f"{issuer}文件")
    made.add("number", number)


def _add_title(draw: st.DrawFn, made: Made, title: str) -> None:
    """The title on one line, or broken behind 关于 or before the type."""
    cut = title.index("关于") + 2
    breaks = draw(st.sampled_from(((), (cut - 2,), (cut,), (cut, cut + 3))))
    edges = [0, *breaks, len(title)]
    made.add("title", *(title[start:end] for start, end in pairwise(edges)))


def _add_sections(draw: st.DrawFn, made: Made, suffix: str) -> None:
    for first in range(draw(st.integers(0, 3))):
        made.add(f"heading 1{suffix}", f"{NUMERALS[first]}、{draw(st.sampled_from(HEADS))}")
        if draw(st.booleans()):
            made.add(f"body{suffix}", draw(st.sampled_from(SENTENCES)))
        run_in = draw(st.booleans())
        for second in range(draw(st.integers(0, 3))):
            heading = f"（{NUMERALS[second]}）{draw(st.sampled_from(HEADS))}。"
            body = draw(st.sampled_from(SENTENCES))
            if run_in:
                made.add_run_in(heading, f"heading 2{suffix}", body, suffix)
            else:
                made.add(f"heading 2{suffix}", heading)
                made.add(f"body{suffix}", body)


def _add_notes(made: Made, names: list[str]) -> None:
    for place, name in enumerate(names, start=1):
        number = f"{place}." if len(names) > 1 else ""
        made.add("attachment_note", ("附件：" if place == 1 else "") + number + name)
