"""Forbidden and careful words: the office's list, and a small one of its own to start from."""

from collections.abc import Iterator, Sequence

from xianxing.engines.proofread.findings import Finding, Kind, Rule, found
from xianxing.engines.proofread.tables import Listed

_PEOPLE = "残疾人保障法 第三条（禁止歧视、侮辱残疾人）"
_WORDS = "现代汉语词典（第7版）"
_XINHUA = "新闻媒体通行的禁用慎用要求"
_TERMS = "党政机关公文处理工作条例 第十九条（用词规范）"

STARTING_LIST = (
    Listed("残废人", ("残疾人",), "对残疾人的歧视性称呼", _PEOPLE),
    Listed("瞎子", ("盲人", "视力残疾人"), "对残疾人的歧视性称呼", _PEOPLE),
    Listed("聋子", ("听力残疾人",), "对残疾人的歧视性称呼", _PEOPLE),
    Listed("傻子", ("智力残疾人",), "对残疾人的歧视性称呼", _PEOPLE),
    Listed("一小撮别有用心", (), "带有渲染色彩，公文中慎用", _XINHUA),
    Listed("史无前例", (), "绝对化用语，公文中慎用", _XINHUA),
    Listed("国家级领导人", ("党和国家领导人",), "称谓不规范", _XINHUA),
    Listed("中国大陆政府", ("中国政府",), "称谓不规范", _XINHUA),
    Listed("中央第一把手", (), "称谓不规范", _XINHUA),
    Listed("第一把手", ("主要负责人", "主要负责同志"), "口语，公文中慎用", _TERMS),
    Listed("一把手们", ("主要负责同志",), "口语，公文中慎用", _TERMS),
    Listed("农民工子弟", ("进城务工人员随迁子女",), "称谓宜用规范用语", _TERMS),
    Listed("港澳台三国", ("港澳台地区",), "香港、澳门、台湾是中国的一部分", _XINHUA),
    Listed("中港两地", ("内地与香港",), "香港是中国的特别行政区", _XINHUA),
    Listed("中台两岸", ("海峡两岸",), "台湾是中国的一部分", _XINHUA),
    Listed("台湾总统", ("台湾地区领导人",), "台湾是中国的一部分", _XINHUA),
    Listed("台湾政府", ("台湾当局",), "台湾是中国的一部分", _XINHUA, unless=("在台湾政府",)),
    Listed("必需要", ("必须要",), "“必需”不作状语", _WORDS),
    Listed("须要", ("需要",), "“须要”与“需要”混用", _WORDS, unless=("必须要", "无须要")),
    Listed("帐目", ("账目",), "财务义用“账”", _WORDS),
    Listed("帐户", ("账户",), "财务义用“账”", _WORDS),
    Listed("帐号", ("账号",), "财务义用“账”", _WORDS),
    Listed("帐簿", ("账簿",), "财务义用“账”", _WORDS),
    Listed("登陆网站", ("登录网站",), "进入网站用“登录”", _WORDS),
    Listed("登陆系统", ("登录系统",), "进入系统用“登录”", _WORDS),
    Listed("登陆账号", ("登录账号",), "进入账号用“登录”", _WORDS),
    Listed("国务院总理办公会", ("国务院常务会议",), "会议名称不规范", _TERMS),
    Listed("报导", ("报道",), "现行规范词形为“报道”", "第一批异形词整理表"),
    Listed("思惟", ("思维",), "现行规范词形为“思维”", "第一批异形词整理表"),
    Listed("精采", ("精彩",), "现行规范词形为“精彩”", "第一批异形词整理表"),
    Listed("防犯", ("防范",), "应为“范”", _WORDS, unless=("消防犯", "国防犯", "预防犯", "防犯罪", "防犯人")),
    Listed("欢渡", ("欢度",), "时间用“度”", _WORDS),
    Listed("竣工典礼仪式", ("竣工典礼",), "“典礼”与“仪式”重复", _TERMS),
)  # fmt: skip
"""A list to start from, in this project's own words; an office edits it."""


def find(text: str, listed: Sequence[Listed]) -> Iterator[Finding]:
    """Words of the list in one paragraph, those inside a longer right expression left out. Source: each entry."""
    for entry in listed:
        at = text.find(entry.word)
        while at >= 0:
            end = at + len(entry.word)
            if not any(_inside(text, at, entry.word, longer) for longer in entry.unless):
                rule = Rule(entry.reason, entry.source)
                sure = 0.8 if entry.instead else 0.4
                yield found(text, at, end, Kind.LISTED, rule, *entry.instead, confidence=sure)
            at = text.find(entry.word, end)


def _inside(text: str, at: int, word: str, longer: str) -> bool:
    inside = longer.find(word)
    return inside >= 0 and text.startswith(longer, at - inside, at - inside + len(longer)) and at >= inside
