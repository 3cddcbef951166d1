"""Statements of one document that cannot all be true."""

import re
from collections.abc import Iterator
from datetime import date

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found
from xianxing.text import numeral_to_int

_SOURCE = "党政机关公文处理工作条例 第十九条（情况确实，数字准确）"
_WEEKDAY = re.compile(
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"[（(，, ]*(?:星期|周)(?P<name>[一二三四五六日天])"
)
_DAYS = "一二三四五六日"
_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = (
    r"(?:亿元|万元|万人次|人次|万人|万吨|公里|平方公里|平方米|公顷|万亩|元|人|名|个|件|户|家|"
    r"项|起|次|亩|吨|辆|台|套|份|场|间|处|条|座|所|米|年)"
)
_ITEM = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})")
_TOTAL_FIRST = re.compile(
    rf"(?:共|共计|总计|合计|总共|一共|累计)[^\d，。；\n]{{0,8}}(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})[^"
    rf"，。；\n]{{0,10}}[，,（(]\s*(?:其中|包括|分别(?:为|是))[：:，,]?(?P<rest>[^。；\n）)]{{4,200}})"
)
_TOTAL_LAST = re.compile(
    rf"(?P<rest>[^。；\n]{{4,200}}?)[，,](?:共计|总计|合计|总共|一共|三项合计|两项合计)[^\d，。；\n]{{0,6}}"
    rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})"
)
_GROWTH = re.compile(
    rf"(?:由|从)(?:[^\d，。；\n]{{0,8}}|\d{{4}}年的?)(?P<low>{_NUMBER})\s*(?P<unit>{_UNIT})?(?:增加|"
    rf"增长|提高|上升|扩大|减少|下降|降低|降)(?:到|至)(?:\d{{4}}年的)?(?P<high>{_NUMBER})\s*(?P<second>{_UNIT}"
    rf")[，,](?:同比|比上年|年均)?(?P<verb>增长|增幅(?:为|达)?|提高|增加|下降|减少|降低|降幅(?:为|"
    rf"达)?)(?:了)?(?P<rate>{_NUMBER})[%％]"
)
_SPAN = re.compile(
    r"(?P<month>\d{1,2})月(?P<first>\d{1,2})日(?:至|—|－|-|～|到)(?:(?P<later>\d{1,2})月)?(?P<last>\d{1,2"
    r"})日[^，。；\n]{0,6}[，,（(]?(?:为期|共|历时)(?P<days>[\d一二三四五六七八九十]{1,3})天"
)
_ANNOUNCED = re.compile(
    r"(?:以下|如下|下列|重点抓好|着力抓好|做好|抓好|做到|突出|把握)(?:这|以下|下列)?(?P<count>[一二三四五"
    r"六七八九十两]|\d{1,2})(?:个方面|项工作|项任务|方面工作|方面|点意见|点要求|点|条意见|件事|"
    r"个问题|项|条)[^。\n]{0,12}?[：:。]"
)
_COUNTED = (
    re.compile(r"(?:(?<=[：:。；，\s])|^)([一二三四五六七八九十])(?:是|要)"),
    re.compile(r"(?:(?<=[：:。；，\s])|^)第([一二三四五六七八九十])[，、,]"),
)
_WHOLE = re.compile(
    rf"(?<![一-鿿])(?P<label>[一-鿿]{{0,8}}?(?:总人数|总投资|总面积|总金额|总额|总数|总量|总产值|"
    rf"总产量|总户数|总里程|参会人数|参会人员|报名人数|项目个数))(?:为|是|达|达到|共|约)?(?P<number>{_NUMBER}"
    rf")\s*(?P<unit>{_UNIT})"
)
_ATTACHMENT_LIST = re.compile(
    r"^[ 　]*附件[：:][ 　]*(?P<list>.+(?:\n[ 　]*\d{1,2}[.．、].+)*)", re.MULTILINE
)
_LISTED_ITEM = re.compile(r"(?:^|(?<=[\n 　]))(\d{1,2})[.．、]")
_ATTACHMENT_HEAD = re.compile(r"^[ 　]*附件[ 　]*(\d{1,2})?[ 　]*$", re.MULTILINE)
_REFERENCE = re.compile(r"(?:见|详见|按照?|参照)附件(\d{1,2})")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_POST = (
    r"(?:党组书记|副书记|书记|副主任|主任|副局长|局长|副市长|市长|副县长|县长|副区长|区长|副部长|"
    r"部长|副厅长|厅长|秘书长|副主席|主席|副校长|校长|副院长|院长)"
)
_HOLDER = re.compile(
    rf"(?P<post>(?:[省市县区州镇乡委局厅部院校办会]|政府|政协|人大)(?:常务)?{_POST})(?P<name>[{_SURNAMES}]"
    rf"[一-鿿]{{1,2}})(?=[，。；、：）（同出主在作讲参]|$)"
)


def find(text: str) -> Iterator[Finding]:
    """Contradictions of one whole document. Source: 党政机关公文处理工作条例 第十九条."""
    for check in (_weekdays, _totals, _growth, _spans, _announced, _twice, _attachments, _holders):
        yield from check(text)


def _found(text: str, start: int, end: int, why: str, *suggestions: str, sure: float = 0.8) -> Finding:
    return found(text, start, end, Kind.CONTRADICTION, Rule(why, _SOURCE), *suggestions, confidence=sure)


def _weekdays(text: str) -> Iterator[Finding]:
    for mark in _WEEKDAY.finditer(text):
        try:
            day = date(int(mark["year"]), int(mark["month"]), int(mark["day"]))
        except ValueError:
            continue
        right = _DAYS[day.weekday()]
        if mark["name"].replace("天", "日") != right:
            why = f"{day.year}年{day.month}月{day.day}日是星期{right}"
            yield _found(text, mark.start("name"), mark.end("name"), why, right, sure=0.9)


def _totals(text: str) -> Iterator[Finding]:
    for mark in _TOTAL_FIRST.finditer(text):
        parts = [
            float(item["number"]) for item in _ITEM.finditer(mark["rest"]) if item["unit"] == mark["unit"]
        ]
        complete = "其中" not in mark[0] or _names_all(mark["rest"])
        yield from _compare(text, mark, parts, complete=complete)
    for mark in _TOTAL_LAST.finditer(text):
        parts = [
            float(item["number"]) for item in _ITEM.finditer(mark["rest"]) if item["unit"] == mark["unit"]
        ]
        plain = not re.search(r"其中|比|增长|下降|年|月", mark["rest"])
        if plain:
            yield from _compare(text, mark, parts, complete=True)


def _compare(text: str, mark: re.Match[str], parts: list[float], *, complete: bool) -> Iterator[Finding]:
    total, added = float(mark["number"]), round(sum(parts), 6)
    if len(parts) < 2 or added == total or (added < total and not complete):
        return
    why = f"各项相加为 {added:g}{mark['unit']}，与所写 {mark['number']}{mark['unit']} 不符"
    yield _found(text, mark.start("number"), mark.end("number"), why, f"{added:g}")


def _names_all(rest: str) -> bool:
    """Whether the parts are such that nothing can lie outside them."""
    return all(each in rest for each in "男女") or "其余" in rest or "其他" in rest


def _growth(text: str) -> Iterator[Finding]:
    for mark in _GROWTH.finditer(text):
        low, high, rate = float(mark["low"]), float(mark["high"]), float(mark["rate"])
        same_unit = mark["unit"] in {None, mark["second"]}
        if low and same_unit and "年均" not in mark[0]:
            real = abs(high - low) / low * 100
            if abs(real - rate) > max(0.6, rate * 0.02):
                why = f"由 {mark['low']} 到 {mark['high']} 的变化为 {real:.1f}%，与所写 {mark['rate']}% 不符"
                yield _found(text, mark.start("rate"), mark.end("rate"), why, f"{real:.1f}")


def _spans(text: str) -> Iterator[Finding]:
    for mark in _SPAN.finditer(text):
        month = int(mark["month"])
        try:
            first = date(2023, month, int(mark["first"]))
            last = date(2023, int(mark["later"] or month), int(mark["last"]))
        except ValueError:
            continue
        days = (last - first).days + 1
        if days > 0 and days != numeral_to_int(mark["days"]):
            why = f"起止日期之间共 {days} 天"
            yield _found(text, mark.start("days"), mark.end("days"), why, str(days), sure=0.7)


def _announced(text: str) -> Iterator[Finding]:
    for mark in _ANNOUNCED.finditer(text):
        end = text.find("\n", mark.end())
        paragraph = text[mark.end() - 1 : end if end >= 0 else len(text)]
        for style in _COUNTED:
            values = [numeral_to_int(item[1]) for item in style.finditer(paragraph)]
            run = [value for at, value in enumerate(values) if value == at + 1]
            if len(run) >= 2 and run == values and len(run) != numeral_to_int(mark["count"]):
                why = f"前面说 {mark['count']} 项，后面列了 {len(run)} 项"
                yield _found(text, mark.start("count"), mark.end("count"), why, sure=0.75)
                break


def _twice(text: str) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for mark in _WHOLE.finditer(text):
        before = first.setdefault((mark["label"], mark["unit"]), mark["number"])
        if float(before) != float(mark["number"]):
            why = f"“{mark['label']}”前文为 {before}{mark['unit']}，此处为 {mark['number']}{mark['unit']}"
            yield _found(text, mark.start("number"), mark.end("number"), why, before, sure=0.7)


def _attachments(text: str) -> Iterator[Finding]:
    listed = _ATTACHMENT_LIST.search(text)
    heads = [int(head[1] or 1) for head in _ATTACHMENT_HEAD.finditer(text)]
    if listed is None:
        return
    numbers = [int(item[1]) for item in _LISTED_ITEM.finditer(" " + listed["list"])] or [1]
    for reference in _REFERENCE.finditer(text):
        if int(reference[1]) not in numbers:
            why = f"附件说明只列了 {len(numbers)} 个附件"
            yield _found(text, reference.start(1), reference.end(1), why)
    if heads and sorted(set(heads)) != sorted(set(numbers)):
        why = f"附件说明列了 {len(numbers)} 个附件，正文后有 {len(set(heads))} 个"
        yield _found(text, listed.start(), listed.start() + listed[0].index("附件") + 2, why)


def _holders(text: str) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for mark in _HOLDER.finditer(text):
        before = first.setdefault(mark["name"], mark["post"])
        if (
            before != mark["post"]
            and ("副" in before) != ("副" in mark["post"])
            and before[-2:] == mark["post"][-2:]
        ):
            why = f"{mark['name']}的职务前文为“{before}”，此处为“{mark['post']}”"
            yield _found(text, mark.start("post"), mark.end("post"), why, before, sure=0.7)
