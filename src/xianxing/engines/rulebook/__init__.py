"""Decision tables over a closed vocabulary whose every result cites its clause.

Source: DMN 1.3 chapter 8 (tables, hit policy FIRST); XACML 3.0 (deny overrides).
"""

from xianxing.engines.rulebook.conditions import (
    Condition,
    Equals,
    HasAll,
    HasAny,
    HasNone,
    NoneOf,
    OneOf,
    Range,
)
from xianxing.engines.rulebook.errors import (
    BadFactsError,
    BadLineError,
    BadTableError,
    NoRowError,
    RulebookError,
)
from xianxing.engines.rulebook.evaluation import Decision, Reason, evaluate
from xianxing.engines.rulebook.fields import (
    BooleanField,
    ChoiceField,
    Field,
    Given,
    NumberField,
    SetField,
    Value,
)
from xianxing.engines.rulebook.gate import Finding, FindingKind, Severity, Validity, check, is_publishable
from xianxing.engines.rulebook.history import Change, ChangeKind, Mismatch, Recorded, compare, replay
from xianxing.engines.rulebook.reading import table_from_json
from xianxing.engines.rulebook.table import Effect, Row, Table
from xianxing.engines.rulebook.writing import decision_to_json, finding_to_json, table_to_json

__all__ = [
    "BadFactsError",
    "BadLineError",
    "BadTableError",
    "BooleanField",
    "Change",
    "ChangeKind",
    "ChoiceField",
    "Condition",
    "Decision",
    "Effect",
    "Equals",
    "Field",
    "Finding",
    "FindingKind",
    "Given",
    "HasAll",
    "HasAny",
    "HasNone",
    "Mismatch",
    "NoRowError",
    "NoneOf",
    "NumberField",
    "OneOf",
    "Range",
    "Reason",
    "Recorded",
    "Row",
    "RulebookError",
    "SetField",
    "Severity",
    "Table",
    "Validity",
    "Value",
    "check",
    "compare",
    "decision_to_json",
    "evaluate",
    "finding_to_json",
    "is_publishable",
    "replay",
    "table_from_json",
    "table_to_json",
]
