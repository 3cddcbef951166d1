"""An invented spreadsheet of messages: one hot issue told by many in their own words, and everyday ones."""

from pathlib import Path
from random import Random

from openpyxl import Workbook

PLANT = (
    "青石小区旁边搅拌站夜里施工，噪音太大睡不着",
    "投诉青石小区附近混凝土搅拌站噪音和粉尘",
    "青石小区搅拌站半夜作业，噪音扰民请管一管",
    "搅拌站离青石小区太近，夜间噪音严重",
    "青石小区居民反映搅拌站噪音污染问题",
)
EVERYDAY = (
    ("文昌路公交站牌倒了没人修", "文昌路与学府街交叉口的公交站牌被风吹倒已经一周，等车的老人只能坐在路边。"),
    ("咨询新生儿医保怎么办理", "孩子出生两个月，想问新生儿参加医疗保险需要哪些材料，在哪里办理。"),
    ("工地拖欠工资三个月", "在滨河工地干活的十几个人三个月没有拿到工资，包工头不接电话，希望帮忙解决。"),
    ("建议在实验小学门口设红绿灯", "上下学时车流很大，孩子过马路危险，建议在实验小学门口设置红绿灯。"),
    ("小区停水两天没有通知", "锦绣家园从前天晚上开始停水，没有任何通知，物业说不知道原因。"),
)


def write_messages(path: Path, *, seed: int = 7) -> int:
    """Write the spreadsheet and return how many messages it holds."""
    rng = Random(seed)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "点赞数"])
    rows = [
        (title, f"{title}。每天晚上十点到凌晨四点都在生产，已经影响{rng.randint(2, 9)}个月，请环保部门处理。")
        for title in PLANT
        for _ in range(3)
    ]
    rows += [row for row in EVERYDAY for _ in range(2)]
    for number, (title, text) in enumerate(rows, 1):
        when = f"2026/11/{rng.randint(1, 22)} {rng.randint(8, 20)}:15:00"
        sheet.append([number, f"U{number:05}", title, when, text, rng.randint(0, 99)])
    book.save(path)
    return len(rows)
