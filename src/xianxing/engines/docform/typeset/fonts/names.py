"""The families that serve each role, best first; the names in one group are names of one face."""

from xianxing.engines.docform.typeset.settings import Role

Group = tuple[str, ...]

LICENSED: dict[Role, tuple[Group, ...]] = {
    Role.FANG: (
        ("仿宋_GB2312", "FangSong_GB2312"),
        ("方正仿宋_GB2312", "FZFangSong-Z02S"),
        ("方正仿宋_GBK", "FZFangSong-Z02"),
        ("仿宋", "FangSong"),
        ("华文仿宋", "STFangsong"),
    ),
    Role.HEI: (("黑体", "SimHei"), ("方正黑体_GBK", "FZHei-B01"), ("华文黑体", "STHeiti")),
    Role.KAI: (
        ("楷体_GB2312", "KaiTi_GB2312"),
        ("方正楷体_GB2312", "FZKai-Z03S"),
        ("方正楷体_GBK", "FZKai-Z03"),
        ("楷体", "KaiTi"),
        ("华文楷体", "STKaiti"),
    ),
    Role.TITLE: (
        ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
        ("方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
        ("华文中宋", "STZhongsong"),
    ),
    Role.SONG: (("宋体", "SimSun"), ("方正书宋_GBK", "FZShuSong-Z01"), ("华文宋体", "STSong")),
}
"""Faces that only their licence holder may bring: the office's own files."""

OPEN: dict[Role, Group] = {
    Role.FANG: ("FandolFang R", "FandolFang"),
    Role.HEI: ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "FandolHei", "WenQuanYi Zen Hei"),
    Role.KAI: ("FandolKai", "LXGW WenKai", "AR PL UKai CN"),
    Role.TITLE: ("FandolSong", "Noto Serif CJK SC", "Noto Serif SC"),
    Role.SONG: ("Xianxing Song", "Noto Serif SC", "Noto Serif CJK SC"),
}
"""Open faces that stand in for them."""

FALLBACK: Group = (
    "Noto Serif SC",
    "Noto Serif CJK SC",
    "Xianxing Song",
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "LXGW WenKai",
    "FandolFang R",
    "FandolSong",
    "DejaVu Sans",
)
"""Where a character is looked for that the face of its role lacks."""


def names_of(face: str) -> Group:
    """All names of a face, the given one first. Source: OpenType `name` table, which carries both."""
    groups = [group for role in Role for group in LICENSED[role] if face in group]
    return tuple(dict.fromkeys((face, *(name for group in groups for name in group))))
