"""The form of one row, built from the table's fields: selects, ranges and sets, never an expression."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianxing.engines.rulebook import (
    BooleanField,
    ChoiceField,
    Condition,
    Effect,
    Equals,
    Field,
    Given,
    HasAll,
    HasAny,
    HasNone,
    NoneOf,
    NumberField,
    OneOf,
    Range,
    Row,
    SetField,
    Table,
)
from xianxing.office.authority.drafting import RowEdit
from xianxing.office.authority.labels import field_title, word_title
from xianxing.office.authority.models import Clause, Standing

ANY = ("", gettext_lazy("不限"))
YES_NO = (("yes", gettext_lazy("是")), ("no", gettext_lazy("否")))
SET_MODES = (
    ANY,
    ("any", gettext_lazy("含其中之一")),
    ("all", gettext_lazy("含全部")),
    ("none", gettext_lazy("都不含")),
    ("equals", gettext_lazy("正好是这些")),
)
_MODES: Mapping[str, type[HasAny] | type[HasAll] | type[HasNone]] = {
    "any": HasAny,
    "all": HasAll,
    "none": HasNone,
}


class RowForm(forms.Form):
    """One row of a table: name, effect, a condition for each field, an answer for each outcome, clauses."""

    name = forms.RegexField(r"^[^/\\?#]+$", label=gettext_lazy("名称"), max_length=60)
    effect = forms.ChoiceField(
        label=gettext_lazy("作用"), choices=[(effect.value, word_title(effect.value)) for effect in Effect]
    )
    active = forms.BooleanField(label=gettext_lazy("启用"), required=False, initial=True)
    clauses = forms.CharField(
        label=gettext_lazy("依据条款"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("一行一个编号，如 信访工作条例#34；没有依据的行不能保存。"),
    )
    note = forms.CharField(label=gettext_lazy("说明"), max_length=200, required=False)

    def __init__(self, table: Table, row: Row | None = None, **kwargs: Any) -> None:
        super().__init__(initial=initial_of(table, row) if row else None, **kwargs)
        self.table = table
        asked = dict(row.when) if row else {}
        self.kept = {
            field.name: asked[field.name]
            for field in table.fields
            if field.name in asked and not _can_draw(field, asked[field.name])
        }
        """Conditions that the inputs cannot show; they stay as they are unless something is typed instead."""

        for field in table.fields:
            self.fields |= condition_fields(field)
        for field in table.outcome:
            self.fields[f"then_{field.name}"] = outcome_field(field)

    def clean_clauses(self) -> tuple[str, ...]:
        """Return the keys; each must be in the library and not repealed."""
        keys = tuple(dict.fromkeys(str(self.cleaned_data["clauses"]).split()))
        found = Clause.objects.filter(key__in=keys).exclude(instrument__standing=Standing.REPEALED)
        missing = [key for key in keys if key not in set(found.values_list("key", flat=True))]
        if missing:
            text = _("条款库中没有 %(keys)s，或已废止；请到“法规与制度”中查编号")
            raise forms.ValidationError(text % {"keys": "、".join(missing)})
        return keys

    def edit(self) -> RowEdit:
        """Return what was typed as a typed row."""
        cleaned = self.cleaned_data
        conditions = {
            field.name: read_condition(field, cleaned) or self.kept.get(field.name)
            for field in self.table.fields
        }
        answers = {field.name: read_answer(field, cleaned) for field in self.table.outcome}
        return RowEdit(
            id=cleaned["name"],
            when={name: condition for name, condition in conditions.items() if condition is not None},
            then={name: answer for name, answer in answers.items() if answer is not None},
            clauses=cleaned["clauses"],
            effect=Effect(cleaned["effect"]),
            active=cleaned["active"],
            note=cleaned["note"],
        )


def condition_fields(field: Field) -> dict[str, forms.Field]:
    """Return the inputs with which a condition on a field is given; all empty means any value."""
    name, title = f"when_{field.name}", field_title(field.name)
    match field:
        case ChoiceField():
            return {name: _several(title, field.values)}
        case BooleanField():
            return {name: forms.ChoiceField(label=title, choices=[ANY, *YES_NO], required=False)}
        case NumberField():
            return {
                f"{name}_min": _number(_("%(title)s：不少于") % {"title": title}, field.places),
                f"{name}_below": _number(_("%(title)s：少于") % {"title": title}, field.places),
            }
        case SetField():
            return {
                f"{name}_mode": forms.ChoiceField(label=title, choices=SET_MODES, required=False),
                name: _several("", field.values),
            }


def outcome_field(field: Field) -> forms.Field:
    """Return the input of one field of the answer; a deny may leave it empty."""
    title = field_title(field.name)
    match field:
        case ChoiceField():
            choices = [("", "—"), *((word, word_title(word)) for word in field.values)]
            return forms.ChoiceField(label=title, choices=choices, required=False)
        case BooleanField():
            return forms.ChoiceField(label=title, choices=[("", "—"), *YES_NO], required=False)
        case NumberField():
            return _number(title, field.places)
        case SetField():
            return _several(title, field.values)


def read_condition(field: Field, cleaned: Mapping[str, Any]) -> Condition | None:
    """Return the condition that was given on a field, None for any value."""
    name = f"when_{field.name}"
    match field:
        case NumberField():
            low, high = cleaned[f"{name}_min"], cleaned[f"{name}_below"]
            return None if low is None and high is None else Range(at_least=low, below=high)
        case SetField():
            mode, words = cleaned[f"{name}_mode"], tuple(cleaned[name])
            if mode == "equals":
                return Equals(frozenset(words))
            return _MODES[mode](words) if mode and words else None
        case BooleanField():
            return Equals(cleaned[name] == "yes") if cleaned[name] else None
        case ChoiceField():
            words = tuple(cleaned[name])
            if not words or len(words) == len(field.values):
                return None
            return Equals(words[0]) if len(words) == 1 else OneOf(words)


def read_answer(field: Field, cleaned: Mapping[str, Any]) -> Given | None:
    """Return the answer that was given for a field, None where it was left empty."""
    given = cleaned[f"then_{field.name}"]
    match field:
        case BooleanField():
            return given == "yes" if given else None
        case SetField():
            return frozenset(given)
    return None if given in ("", None) else given


def initial_of(table: Table, row: Row) -> dict[str, Any]:
    """Return what the form of an existing row begins with."""
    initial: dict[str, Any] = {
        "name": row.id,
        "effect": row.effect.value,
        "active": row.active,
        "clauses": "\n".join(row.clauses),
        "note": row.note,
    }
    for field in table.fields:
        condition = row.when.get(field.name)
        if condition is not None:
            initial |= _initial_condition(field, condition)
    for field in table.outcome:
        initial[f"then_{field.name}"] = _initial_answer(row.then.get(field.name))
    return initial


def _initial_condition(field: Field, condition: Condition) -> dict[str, Any]:
    name = f"when_{field.name}"
    if not _can_draw(field, condition):
        return {}
    if isinstance(field, NumberField):
        low, high = _ends(field, condition)
        return {f"{name}_min": low, f"{name}_below": high}
    if isinstance(field, BooleanField) and isinstance(condition, Equals):
        return {name: _initial_answer(condition.value)}
    if isinstance(field, SetField):
        modes = {HasAny: "any", HasAll: "all", HasNone: "none"}
        mode = modes.get(type(condition), "equals")
        return {f"{name}_mode": mode, name: _words(condition)}
    if isinstance(condition, NoneOf):
        words = field.values if isinstance(field, ChoiceField) else ()
        return {name: [word for word in words if word not in condition.values]}
    return {name: _words(condition)}


def _can_draw(field: Field, condition: Condition) -> bool:
    """Whether the inputs of a field can show a condition on it."""
    return not (isinstance(field, NumberField | BooleanField) and isinstance(condition, OneOf | NoneOf))


def _ends(field: NumberField, condition: Condition) -> tuple[Decimal | int | None, Decimal | int | None]:
    """Return a condition on a number as a lower end that is included and an upper end that is not."""
    step = field.unscale(1)
    if isinstance(condition, Equals) and isinstance(condition.value, int | Decimal):
        return condition.value, condition.value + step
    if not isinstance(condition, Range):
        raise TypeError(f"字段“{field.name}”的条件不是范围：{condition}")
    low = condition.at_least if condition.above is None else condition.above + step
    high = condition.below if condition.at_most is None else condition.at_most + step
    return low, high


def _words(condition: Condition) -> list[object]:
    if isinstance(condition, Equals):
        return list(condition.value) if isinstance(condition.value, frozenset) else [condition.value]
    return [] if isinstance(condition, Range) else list(condition.values)


def _initial_answer(value: Given | None) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | Decimal) or value is None:
        return value
    return list(value)


def _several(title: str, words: tuple[str, ...]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=title,
        choices=[(word, word_title(word)) for word in words],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def _number(title: str, places: int) -> forms.Field:
    if places:
        return forms.DecimalField(label=title, decimal_places=places, required=False)
    return forms.IntegerField(label=title, required=False)
