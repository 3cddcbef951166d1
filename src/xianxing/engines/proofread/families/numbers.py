"""Numbers, units, dates and times against GB/T 15835 and GB 3100."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found
from xianxing.text import numeral_to_int

_DIGITS = "GB/T 15835-2011"
_UNITS = "GB 3100-93"
_NO_DAY = Rule("日期应当存在", f"{_DIGITS} 5.1.3")
_NO_TIME = Rule("时刻应在 0 时至 24 时、0 分至 59 分之间", f"{_DIGITS} 5.1.3")
_SHORT_YEAR = Rule("年份不用简写", f"{_DIGITS} 5.1.3.2")
_MIXED = Rule("同一日期或数量内数字形式一致", f"{_DIGITS} 4.3")
_ZERO = Rule("汉字书写的编号和年份，“0”写作“〇”", f"{_DIGITS} 5.2.3")
_PERCENT = Rule("百分数范围的前一个百分号不省略", f"{_DIGITS} 5.1.6")
_SCALE = Rule("数值范围中前一数的“万”“亿”不省略", f"{_DIGITS} 5.1.6")
_ABOUT = Rule("表示概数的词不叠用", f"{_DIGITS} 5.2.2")
_FEWER = Rule("减少不用倍数，用分数或百分数", "出版物数字用法的通行要求")
_HALF_DAY = Rule("二十四时制不再加“上午”“下午”", f"{_DIGITS} 5.1.3.3")
_SYMBOL = Rule("单位符号按国际单位制书写", f"{_UNITS} 6.2")
_OLD_UNIT = Rule("使用法定计量单位", "中华人民共和国计量法 第三条")
_UNTIL = Rule("表示到某时为止用“截至”，“截止”后不带时间", "现代汉语词典（第7版）“截止”“截至”")

_SYMBOLS = {
    "KM": "km", "Km": "km", "KG": "kg", "Kg": "kg", "Kw": "kW", "KW": "kW", "kw": "kW", "Mpa": "MPa",
    "MPA": "MPa", "Hz": "Hz", "HZ": "Hz", "hz": "Hz", "KWH": "kW·h", "kwh": "kW·h", "KWh": "kW·h", "Kwh": "kW·h",
    "CM": "cm", "Cm": "cm", "MM": "mm", "Mm": "mm", "M2": "m²", "M3": "m³", "m2": "m²", "m3": "m³", "ML": "mL",
    "KV": "kV", "Kv": "kV", "kv": "kV", "Mw": "MW", "mg/M3": "mg/m³",
}  # fmt: skip
_NAMES = {
    "公尺": "米", "公寸": "分米", "公分": "厘米", "公厘": "毫米", "平米": "平方米", "市斤": "千克", "市里": "千米",
    "市尺": "米", "华里": "千米", "英里": "千米", "英尺": "米", "英寸": "厘米", "马力": "千瓦", "公升": "升",
}  # fmt: skip
_N = r"[\d一二三四五六七八九十百千万亿两〇零.]"
_DATE = re.compile(r"(?:(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_MONTH = re.compile(r"(?<=\d年)(?P<month>\d{1,2})月(?!\d)")
_TIME = re.compile(r"(?<![\d:：.])(?P<hour>\d{1,2})[:：时](?P<minute>\d{2})(?![\d:：])分?")
_TWO_DIGITS = re.compile(
    r"(?<![\d第〇一二三四五六七八九.])(?P<year>[0-3]\d)年(?=(?:1[0-2]|[1-9])月|底|初|年[底初])"
)
_MIXED_DATE = re.compile(
    r"\d{4}年[一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?|[二一][〇零○一二三四五六七八九]{3}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月[一二三四五六七八九十]{1,3}日"
)
_WRITTEN_YEAR = re.compile(r"[一二三四五六七八九][〇零○0一二三四五六七八九]{3}年")
_PERCENT_RANGE = re.compile(
    r"(?<![\d.\-－—～~至])(?P<low>\d+(?:\.\d+)?)(?P<mark>[-－—～~至]+)(?P<high>\d+(?:\.\d+)?[%％])"
)
_SCALE_RANGE = re.compile(
    r"(?<![\d.\-－—～~至])(?P<low>\d+(?:\.\d+)?)(?P<mark>[-－—～~至])(?P<high>\d+(?:\.\d+)?(?P<scale>[万亿])(?=[元人户亩平吨公]))"
)
_DOUBLED_ABOUT = re.compile(
    rf"(?P<first>大?约|近|将近|接近|超过|超|逾|至少|不少于|最多|不超过)(?P<number>{_N}+(?:多|余)?[亿万千百个%％]?[^\d，。；：、]{{0,4}}?)(?P<second>左右|上下|以上|以下)"
)
_ABOUT_MANY = re.compile(
    rf"(?P<first>大?约|近|将近)(?P<number>{_N}+)(?P<second>余|多)(?=[个名人户家亩万亿元])"
)
_TIMES_FEWER = re.compile(rf"(?:减少|降低|下降|缩小|缩短|减低)(?:了|到)?\s*{_N}+\s*倍")
_AFTERNOON = re.compile(r"(?:上午|下午|晚上|早上|傍晚)(?=(?:1[3-9]|2[0-3])(?:[:：]\d{2}|时))")
_SYMBOL_AFTER = re.compile(
    r"(?<=\d)\s?(?P<symbol>" + "|".join(sorted(_SYMBOLS, key=len, reverse=True)) + r")(?![A-Za-z\d²³])"
)
_NAME_AFTER = re.compile(rf"(?<={_N})(?P<name>" + "|".join(_NAMES) + r")(?![^\W\d_]*[车机])")
_UNTIL_TIME = re.compile(
    r"截止(?:到|至)?(?=(?:\d{4}年|\d{1,2}月|目前|今年|去年|昨[日天]|今[日天]|本月|上月|[一二]〇|年[底末]|发稿|现在))"
)


def find(text: str) -> Iterator[Finding]:
    """Findings about numbers, units, dates and times of one paragraph. Source: GB/T 15835-2011, GB 3100-93."""
    yield from _dates(text)
    for pattern, rule, better, sure in _CHECKS:
        for mark in pattern.finditer(text):
            written = better(mark)
            if written != mark[0]:
                suggestions = (written,) if written else ()
                yield found(text, mark.start(), mark.end(), Kind.NUMBER, rule, *suggestions, confidence=sure)


def _dates(text: str) -> Iterator[Finding]:
    for mark in _DATE.finditer(text):
        year, month, day = int(mark["year"] or 2024), int(mark["month"]), int(mark["day"])
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(max(year, 1), month)[1]:
            yield found(text, mark.start(), mark.end(), Kind.NUMBER, _NO_DAY, confidence=0.9)
    for mark in _MONTH.finditer(text):
        if not 1 <= int(mark["month"]) <= 12:
            yield found(text, mark.start(), mark.end(), Kind.NUMBER, _NO_DAY, confidence=0.9)
    for mark in _TIME.finditer(text):
        if (int(mark["hour"]) > 24 or int(mark["minute"]) > 59) and "时" in mark[0]:
            yield found(text, mark.start(), mark.end(), Kind.NUMBER, _NO_TIME, confidence=0.8)


def _in_digits(mark: re.Match[str]) -> str:
    return re.sub(r"[〇零○一二三四五六七八九十]+", lambda numeral: str(_value(numeral[0])), mark[0])


def _value(numeral: str) -> int:
    try:
        return numeral_to_int(numeral)
    except ValueError:
        return 0


def _with_circle(mark: re.Match[str]) -> str:
    return re.sub("[零○0]", "〇", mark[0])


def _full_year(mark: re.Match[str]) -> str:
    return f"20{mark['year']}年"


def _without_second(mark: re.Match[str]) -> str:
    return mark["first"] + mark["number"]


def _keep_percent(mark: re.Match[str]) -> str:
    return f"{mark['low']}{mark['high'][-1]}{'～' if mark['mark'] in '-－—' else mark['mark']}{mark['high']}"


def _keep_scale(mark: re.Match[str]) -> str:
    return f"{mark['low']}{mark['scale']}{'～' if mark['mark'] in '-－—' else mark['mark']}{mark['high']}"


def _symbol(mark: re.Match[str]) -> str:
    return mark[0].replace(mark["symbol"], _SYMBOLS[mark["symbol"]])


_CHECKS: tuple[tuple[re.Pattern[str], Rule, Callable[[re.Match[str]], str], float], ...] = (
    (_TWO_DIGITS, _SHORT_YEAR, _full_year, 0.75),
    (_MIXED_DATE, _MIXED, _in_digits, 0.8),
    (_WRITTEN_YEAR, _ZERO, _with_circle, 0.8),
    (_PERCENT_RANGE, _PERCENT, _keep_percent, 0.7),
    (_SCALE_RANGE, _SCALE, _keep_scale, 0.6),
    (_DOUBLED_ABOUT, _ABOUT, _without_second, 0.7),
    (_ABOUT_MANY, _ABOUT, _without_second, 0.6),
    (_TIMES_FEWER, _FEWER, lambda _: "", 0.7),
    (_AFTERNOON, _HALF_DAY, lambda _: "", 0.6),
    (_SYMBOL_AFTER, _SYMBOL, _symbol, 0.8),
    (_NAME_AFTER, _OLD_UNIT, lambda mark: _NAMES[mark["name"]], 0.6),
    (_UNTIL_TIME, _UNTIL, lambda _: "截至", 0.8),
)
