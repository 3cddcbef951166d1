"""Marks of a state secret. This system is not approved for them, so every door turns them away.

A mark is what the rules put on a document (GB/T 9704-2012 7.2.2): in the top left corner, after
a field name, in brackets before a title. The same words inside a sentence are ordinary language.
"""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from xianxing.office.files.errors import ClassifiedMaterial

_LEVEL = r"[绝机秘] *密"
_HIGH = r"[绝机] *密"
_TERM = r"(?:\d{1,3} *(?:年|个月|月|天)|[一二三四五六七八九十]{1,3} *(?:年|个月|月)|长期|永久|解密前|启用前)"
_URGENCY = r"(?:特 *提|特 *急|加 *急|平 *急|急 *件|紧 *急)"
_COPY = r"(?:(?:份号|编号|No\.?|№)? *[:：]? *(?:第 *)?\d{1,8} *(?:号|份)?)"
_FIELD = r"(?:密 *级|保密级别|保密等级|涉密等级|涉密级别|秘密等级)"
_OPEN, _CLOSE = r"[【〔\[［(（<《「『]", r"[】〕\]］)）>》」』]"
_PATTERNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # 机密★1年, 秘密★, 绝密☆长期
        rf"(?<!商业)(?<!工作)(?<!个人){_LEVEL} *级? *[★☆]",
        # 机密*1年: an asterisk where the star cannot be typed
        rf"{_LEVEL} *\* *{_TERM}",
        # 密级：机密; not 密级：绝密、机密、秘密三级, which explains the levels
        rf"{_FIELD} *[:：| ] *{_OPEN}? *(?:{_LEVEL})(?! *级? *[、/或和与及，,] *{_LEVEL})",
        # a line of its own: 机密, 机 密 特急, 000001 绝密 1年
        rf"^ *{_COPY}? *{_OPEN}? *{_LEVEL} *级? *{_CLOSE}? *{_TERM}? *{_URGENCY}? *{_COPY}? *$",
        # 【秘密】关于…, （机密）关于…, at the head of a line
        rf"^ *{_OPEN} *{_LEVEL} *级? *(?:{_TERM})? *{_CLOSE}(?! *投票)",
        # 关于…的通知（机密）, at the end of a line
        rf"{_OPEN} *{_LEVEL} *级? *(?:{_TERM})? *{_CLOSE} *$",
        # 【绝密】 anywhere: no sentence writes it so
        rf"[【〔［] *{_HIGH} *级? *[】〕］]",
        # 绝密-关于…, 机密：关于…, 机密_方案, 绝 密 关于…
        rf"^ *{_HIGH} *级? *(?:[-_—–:：|]| {{2}})",
        r"^ *[绝机] +密(?: |$)",
        # 秘密 1年, 机密 长期 at the head of a line
        rf"^ *{_LEVEL} *{_TERM}(?: |$)",
        # 本件为机密级, 本文件属于国家秘密
        r"本(?:文件|文|件|材料|资料|信息|报告) *(?:系|为|是|属于|属) *(?:绝密|机密|秘密|国家秘密|涉密)",
        rf"定 *密 *(?:为|[:：]) *{_LEVEL}",
    )
)
_TRADITIONAL = str.maketrans("絕機祕", "绝机秘")
_CUT_SHORT = 20
_SPACE = re.compile(r"[^\S\n\t]")
_GAP = re.compile(r"\t| {2,}")


def find_mark(text: str) -> str:
    """The first classification mark of a text as it is written there, empty when it bears none."""
    if "密" not in text:
        return ""
    plain = _plain(text)
    found = min(_matches(plain), key=lambda match: match.start(), default=None)
    return " ".join(found[0].split())[:_CUT_SHORT] if found else ""


def refuse_classified(text: str, *, where: str) -> None:
    """Let a text pass that bears no mark of a state secret; ``where`` names the field or file.

    Raises:
        ClassifiedMaterial: it bears one; the message shows the mark and nothing else of the text.
    """
    mark = find_mark(text)
    if mark:
        raise ClassifiedMaterial(
            _(
                "“%(where)s”带有国家秘密标志“%(mark)s”；本系统不得录入、存放涉密内容；"
                "请勿上传，按保密规定用涉密渠道办理，并告知本单位保密员"
            )
            % {"where": where, "mark": mark}
        )


def _matches(plain: str) -> Iterator[re.Match[str]]:
    for pattern in _PATTERNS:
        found = pattern.search(plain)
        if found:
            yield found


def _plain(text: str) -> str:
    """Line ends made equal, invisible characters dropped, full-width digits and old forms made plain.

    A longer gap within a line becomes two spaces, so that the patterns need only linear time.
    """
    lines = "\n".join(text.translate(_TRADITIONAL).splitlines())
    seen = "".join(
        unicodedata.normalize("NFKC", each) if each.isalnum() or each == "＊" else each
        for each in lines
        if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cf"}
    )
    return _GAP.sub("  ", _SPACE.sub(" ", seen))
