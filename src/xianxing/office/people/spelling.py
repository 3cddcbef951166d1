"""How names are spelt in pinyin. A surname often has a reading of its own. Pure."""

from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "翟": "zhai", "盖": "ge",
    "任": "ren", "朴": "piao", "缪": "miao", "员": "yun", "乐": "yue", "冼": "xian", "洗": "xian", "燕": "yan",
    "应": "ying", "召": "shao", "尹": "yin", "句": "gou", "柏": "bai", "华": "hua", "哈": "ha", "过": "guo",
    "那": "na", "能": "nai", "佴": "nai", "繁": "po", "秘": "bi", "种": "chong", "重": "chong", "黑": "he",
    "折": "she", "宓": "mi", "祭": "zhai", "牟": "mu", "万": "wan", "谌": "chen", "隗": "wei", "令": "ling",
    "阚": "kan", "郗": "xi", "逄": "pang", "庹": "tuo", "覃": "qin", "晁": "chao", "车": "che", "贾": "jia",
    "呙": "guo", "阙": "que", "臧": "zang", "郜": "gao", "鲍": "bao", "纪": "ji", "葛": "ge", "冯": "feng",
    "石": "shi", "卜": "bu", "宁": "ning", "甯": "ning", "都": "du", "祝": "zhu", "撒": "sa", "干": "gan",
    "合": "he", "相": "xiang", "鲜": "xian", "长": "chang", "教": "jiao", "弗": "fu", "洛": "luo", "炅": "gui",
    "舍": "she", "藏": "zang", "适": "kuo", "邰": "tai", "幺": "yao", "尧": "yao", "粘": "nian", "斯": "si",
    "郇": "xun", "尉": "wei", "费": "fei", "薄": "bo", "俞": "yu", "余": "yu", "喻": "yu", "莘": "shen",
}  # fmt: skip
"""Surnames whose usual reading as a surname must not depend on what follows."""

DOUBLE_SURNAMES = {
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai", "单于": "chan yu", "令狐": "ling hu",
    "欧阳": "ou yang", "司马": "si ma", "上官": "shang guan", "诸葛": "zhu ge", "东方": "dong fang",
    "皇甫": "huang fu", "公孙": "gong sun", "慕容": "mu rong", "司徒": "si tu", "夏侯": "xia hou",
    "轩辕": "xuan yuan", "宇文": "yu wen", "端木": "duan mu", "独孤": "du gu", "南宫": "nan gong",
    "拓跋": "tuo ba", "呼延": "hu yan", "赫连": "he lian", "濮阳": "pu yang", "太史": "tai shi",
    "申屠": "shen tu", "鲜于": "xian yu", "闻人": "wen ren", "亓官": "qi guan", "乐正": "yue zheng",
    "宰父": "zai fu", "谷梁": "gu liang", "公冶": "gong ye", "淳于": "chun yu", "钟离": "zhong li",
    "漆雕": "qi diao", "壤驷": "rang si", "百里": "bai li", "东郭": "dong guo", "西门": "xi men",
    "相里": "xiang li", "贺兰": "he lan", "第五": "di wu", "完颜": "wan yan", "纳兰": "na lan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spelling:
    """Syllables apart by a space, and their first letters."""

    pinyin: str
    initials: str


def spell_name(name: str) -> Spelling:
    """Return a person's name in pinyin, the surname in its reading as a surname: 单小明 gives shan xiao ming."""
    plain = "".join(each for each in name if each.isalnum())
    for length, readings in ((2, DOUBLE_SURNAMES), (1, SURNAMES)):
        surname = plain[:length]
        if surname in readings:
            return _spelling([*readings[surname].split(), *_syllables(plain[length:])])
    return _spelling(_syllables(plain))


def spell_words(text: str) -> Spelling:
    """Return the name of an organ in pinyin: 行政审批局 gives xing zheng shen pi ju."""
    return _spelling(_syllables("".join(each for each in text if each.isalnum())))


def _syllables(text: str) -> list[str]:
    found: list[str] = lazy_pinyin(text, style=Style.NORMAL)
    return [part for syllable in found for part in syllable.lower().split()]


def _spelling(syllables: list[str]) -> Spelling:
    return Spelling(" ".join(syllables), "".join(syllable[0] for syllable in syllables))
