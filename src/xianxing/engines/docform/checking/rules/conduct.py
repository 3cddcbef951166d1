"""Rules of writing across organs: 条例 第四章, as far as a text shows them."""

import re
from collections.abc import Iterator

from xianxing.engines.docform.checking.rule import REGULATIONS, Case, Fault, Rule, at, inside
from xianxing.engines.docform.parsing.lines import squeezed
from xianxing.engines.docform.terms import DocumentType, Kind, Strength

_ASKS = re.compile(
    r"[妥当]否[，,]|如无不妥|请(?:予以?|尽快)?(?:批示|批复|审批|批准|审定|核准|批转)|"
    r"(?:恳请|敬请|请求)[^。；]{0,30}(?:解决|支持|批准|批复|拨付|给予|同意)"
)
_BELOW = re.compile(
    r"^(?:各(?!.{0,6}(?:上级))|下属|下级|所属|直属|局属|厅属|市直|县直|区直|机关各|本[市县区局厅委]各)"
)
_COMMANDS = frozenset(
    {DocumentType.NOTICE, DocumentType.DECISION, DocumentType.CIRCULAR, DocumentType.OPINION, DocumentType.REPLY,
     DocumentType.ORDER}
)  # fmt: skip
_DEPARTMENT = re.compile(r"(?:局|委|厅|部|委员会)$")
_NOT_DEPARTMENT = re.compile(r"(?:办公厅|省委|市委|县委|区委|州委|旗委|党委|工委|军委)$")
_LOWER_GOVERNMENT = re.compile(r"各[^，,；：]{0,40}?(?:人民政府|党委|县委|区委|党工委)")
_AGREED = re.compile(r"经[^。；]{0,24}(?:同意|批准|授权)")
_INSIDE = re.compile(r"[局厅委部办府][^局厅委部办府院]{1,8}(?:处|科|股)$")
_MANY = re.compile(r"等?(?:[两二三四五六几]个|若干|多项|几项)(?:事项|问题|项目)")


def _asks_in_report(case: Case) -> Iterator[Fault]:
    if case.document.type is not DocumentType.REPORT:
        return
    for each in case.body():
        for found in _ASKS.finditer(case.stretch(each)):
            told = f"报告中有“{found[0]}”；不得在报告等非请示性公文中夹带请示事项，请另行请示"
            yield inside(each, *found.span(), told)


def _copies_down(case: Case) -> Iterator[Fault]:
    copies = case.document.first(Kind.COPY_TO)
    below = [name for name in case.copies() if _BELOW.match(name)]
    if copies and case.is_upward() and below:
        told = f"上行文抄送“{'、'.join(below)}”；向上级机关行文不得抄送下级机关，请删去"
        yield at(copies, told)


def _commands_government(case: Case) -> Iterator[Fault]:
    recipients = case.document.first(Kind.MAIN_RECIPIENT)
    issuers = case.issuers()
    if recipients is None or not issuers or case.document.type not in _COMMANDS:
        return
    if not all(_DEPARTMENT.search(name) and not _NOT_DEPARTMENT.search(name) for name in issuers):
        return
    lower = _LOWER_GOVERNMENT.search(case.text(Kind.MAIN_RECIPIENT))
    if lower and not _AGREED.search("".join(each.text for each in case.body())):
        told = (
            f"“{'、'.join(issuers)}”向“{lower[0]}”发{case.document.type}；部门不得向下级党委、政府发布指令性公文，"
            "经政府同意后可以行文，文中须注明已经政府同意"
        )
        yield at(recipients, told)


def _division_issues(case: Case) -> Iterator[Fault]:
    title = case.document.first(Kind.TITLE)
    inner = [name for name in case.issuers() if _INSIDE.search(name)]
    if title and inner:
        told = f"发文机关“{'、'.join(inner)}”是内设机构；除办公厅（室）外，内设机构不得对外正式行文，请以机关名义发文"
        yield at(title, told)


def _many_matters(case: Case) -> Iterator[Fault]:
    title = case.document.first(Kind.TITLE)
    found = _MANY.search(case.stretch(title)) if title else None
    if title and found and case.document.type is DocumentType.REQUEST:
        told = f"请示的标题有“{found[0]}”；请示应当一文一事，请分开请示"
        yield inside(title, *found.span(), told)


def _personal_name(case: Case) -> Iterator[Fault]:
    """A document upwards in the name of a leader: the signature is a person."""
    for each in case.document.of(Kind.SIGNATURE):
        if case.is_upward() and re.search(
            r"(?:书记|长|主任|主席|经理)[\s\u3000]*[\u4e00-\u9fff]{2,4}$", each.text
        ):
            told = f"以“{squeezed(each.text)}”署名向上级行文；不得以本机关负责人名义向上级机关报送公文，请署机关名称"
            yield at(each, told)


RULES = (
    Rule("conduct.request_in_report", f"{REGULATIONS} 第十五条第四项", Strength.MUST, _asks_in_report),
    Rule("conduct.one_matter", f"{REGULATIONS} 第十五条第四项", Strength.NORMALLY, _many_matters),
    Rule("conduct.copy_down", f"{REGULATIONS} 第十五条第一项", Strength.MUST, _copies_down),
    Rule("conduct.personal_name", f"{REGULATIONS} 第十五条第五项", Strength.MUST, _personal_name),
    Rule("conduct.department_commands", f"{REGULATIONS} 第十六条第二项", Strength.MUST, _commands_government),
    Rule("conduct.inner_division", f"{REGULATIONS} 第十七条", Strength.NORMALLY, _division_issues),
)
