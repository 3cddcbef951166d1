"""What an office begins with: areas of work, packs of limits, templates of house rules."""

from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from xianxing.duties.regulations.engine.packs import read_pack
from xianxing.office.authority.limiting import LimitRow

FOLDER = files("xianxing.duties.regulations")

AREAS = (
    ("公文办理", "收发文、审核、用印前把关"),
    ("会议管理", "会议计划、规模、会期和经费"),
    ("公务接待", "凭函接待、标准、清单"),
    ("信访办理", "来信来访的受理、期限和答复"),
    ("热线办理", "热线诉求的派单、期限和回访"),
    ("督查督办", "立项、催办、核查"),
    ("值班和紧急信息", "值班安排、信息报送时限"),
    ("印章管理", "保管、审批、登记"),
    ("公务用车", "调度、台账、标准"),
    ("办公用房和物资", "分配、领用、盘点"),
    ("档案管理", "归档范围、保管、借阅"),
    ("保密管理", "载体、场所、人员"),
    ("财务报销", "审批权限、凭证"),
    ("政务公开", "范围、程序、期限"),
)
AREA_OF = {
    "信访工作条例": "信访办理",
    "办理规定": "信访办理",
    "人民调解法": "信访办理",
    "政府督查工作条例": "督查督办",
    "北京接诉即办条例": "热线办理",
    "济南热线条例": "热线办理",
    "潍坊热线条例": "热线办理",
}


@dataclass(frozen=True, slots=True)
class HousePack:
    """A pack as the office's authority keeps it."""

    name: str
    title: str
    note: str
    rows: tuple[LimitRow, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """The beginning of a house rule."""

    name: str
    title: str
    area: str
    text: str


@cache
def packs() -> tuple[HousePack, ...]:
    """Return the packs that come with the product, in order of name."""
    found = []
    for path in sorted(FOLDER.joinpath("packs").iterdir(), key=lambda each: each.name):
        if path.name.endswith(".toml"):
            pack = read_pack(path.read_text(encoding="utf-8"))
            rows = tuple(LimitRow(**asdict(row)) for row in pack.rows)
            found.append(HousePack(pack.name, pack.title, pack.note, rows))
    return tuple(found)


@cache
def templates() -> tuple[Template, ...]:
    """Return the templates of house rules: the first line is the title, the second the area."""
    found = []
    for path in sorted(FOLDER.joinpath("house", "beginnings").iterdir(), key=lambda each: each.name):
        title, area, text = path.read_text(encoding="utf-8").split("\n", 2)
        found.append(Template(path.name.removesuffix(".md"), title, area, text.strip() + "\n"))
    return tuple(found)
