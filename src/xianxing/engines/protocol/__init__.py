"""Ranking, seating and the order of names: who sits where, by which rule, and what a late change moves.

Cars and rooms stand in `protocol.solving.cars` and `.rooms` (they need the optional package OR-Tools), pinyin order in
`protocol.ranking.pinyin` (its dictionary takes a moment to load); both are imported from there.

Source: the seating facts of this project; every plan names the variant and the source it follows.
"""

from xianxing.engines.protocol.drawing import draw, spaced
from xianxing.engines.protocol.errors import (
    BadLineError,
    BadTableError,
    CastError,
    ChangeError,
    ConstraintError,
    NoPlanError,
    ProtocolError,
    SettingError,
    SolverError,
    SolverMissingError,
    UnknownCharacterError,
    UnknownSceneError,
)
from xianxing.engines.protocol.limits import CompanionLimit, CompanionRow, check_companions, companion_limit
from xianxing.engines.protocol.planning import plan_seats, seat
from xianxing.engines.protocol.ranking.grades import GRADES, grade_name
from xianxing.engines.protocol.ranking.joint import join_sides
from xianxing.engines.protocol.ranking.order import Person, Pin, Ranking, RankRules, TieRule, rank
from xianxing.engines.protocol.ranking.posts import Organ, Post, Tier, read_posts
from xianxing.engines.protocol.ranking.reading import read_person
from xianxing.engines.protocol.registry import SCENES, find_scene
from xianxing.engines.protocol.replan import (
    Absent,
    Added,
    Move,
    Plates,
    RankChanged,
    Replan,
    amend,
    moves_between,
    replan,
)
from xianxing.engines.protocol.scheme import Scene
from xianxing.engines.protocol.settings import Setting
from xianxing.engines.protocol.strokes.order import Method, StrokeRanking, stroke_order
from xianxing.engines.protocol.strokes.table import StrokeTable, load_table
from xianxing.engines.protocol.tables import TablePlan, seat_tables
from xianxing.engines.protocol.terms import (
    Guest,
    Hand,
    Plan,
    Reason,
    Request,
    Row,
    Rules,
    Seat,
    Shape,
    Side,
    Spot,
    View,
)

__all__ = [
    "GRADES",
    "SCENES",
    "Absent",
    "Added",
    "BadLineError",
    "BadTableError",
    "CastError",
    "ChangeError",
    "CompanionLimit",
    "CompanionRow",
    "ConstraintError",
    "Guest",
    "Hand",
    "Method",
    "Move",
    "NoPlanError",
    "Organ",
    "Person",
    "Pin",
    "Plan",
    "Plates",
    "Post",
    "ProtocolError",
    "RankChanged",
    "RankRules",
    "Ranking",
    "Reason",
    "Replan",
    "Request",
    "Row",
    "Rules",
    "Scene",
    "Seat",
    "Setting",
    "SettingError",
    "Shape",
    "Side",
    "SolverError",
    "SolverMissingError",
    "Spot",
    "StrokeRanking",
    "StrokeTable",
    "TablePlan",
    "TieRule",
    "Tier",
    "UnknownCharacterError",
    "UnknownSceneError",
    "View",
    "amend",
    "check_companions",
    "companion_limit",
    "draw",
    "find_scene",
    "grade_name",
    "join_sides",
    "load_table",
    "moves_between",
    "plan_seats",
    "rank",
    "read_person",
    "read_posts",
    "replan",
    "seat",
    "seat_tables",
    "spaced",
    "stroke_order",
]
