from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xianxing.office.calendars.widgets import DayInput
from xianxing.office.duty import OpenWork
from xianxing.office.people.actions import OrganFields, PersonFields, PostFields
from xianxing.office.people.engine import HEADINGS, REQUIRED, Column
from xianxing.office.people.importing import UnknownOrgans
from xianxing.office.people.leaving import WorkKey, key_of
from xianxing.office.people.models import Appointment, Organ, OrganKind, Person, Post

MOST_IMPORT_BYTES = 20 * 1024 * 1024
ORDER_HELP = _("数字小的排在前面")
check_phone = RegexValidator(r"^[\d+()（）/、,\- 转]{3,30}$", _("电话只能有数字、+、-、括号和“转”；请改正"))


class OrganForm(forms.Form):
    """What is written about an organ."""

    name = forms.CharField(label=_("全称"), max_length=100)
    short_name = forms.CharField(label=_("简称"), max_length=40)
    kind = forms.ChoiceField(label=_("类别"), choices=OrganKind.choices)
    order_number = forms.IntegerField(label=_("排序号"), min_value=0, initial=1000, help_text=ORDER_HELP)

    def fields_of(self, organ: Organ | None = None) -> OrganFields:
        """Return the cleaned fields; whether it is the office stays as it was."""
        cleaned = self.cleaned_data
        return OrganFields(
            name=cleaned["name"],
            short_name=cleaned["short_name"],
            kind=OrganKind(cleaned["kind"]),
            order_number=cleaned["order_number"],
            is_office=organ.is_office if organ else False,
        )


class MoveForm(forms.Form):
    """The new place of an organ."""

    parent = forms.ModelChoiceField(
        label=_("上级"), queryset=Organ.objects.none(), required=False, empty_label=_("（最上级）")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["parent"], Organ.objects.filter(abolished_on__isnull=True))


class AbolishForm(forms.Form):
    """The end of an organ."""

    on = forms.DateField(label=_("撤销日期"), widget=DayInput)
    reason = forms.CharField(label=_("依据"), max_length=200, help_text=_("如机构改革文件的文号"))


class PostForm(forms.Form):
    """What is written about a post."""

    title = forms.CharField(label=_("职务"), max_length=60)
    grade = forms.CharField(label=_("级别"), max_length=20, required=False)
    order_number = forms.IntegerField(label=_("排序号"), min_value=0, initial=1000, help_text=ORDER_HELP)
    is_head = forms.BooleanField(label=_("主要负责人"), required=False)

    def fields_of(self) -> PostFields:
        """Return the cleaned fields."""
        return PostFields(**self.cleaned_data)


class PersonForm(forms.Form):
    """What is written about a person."""

    name = forms.CharField(label=_("姓名"), max_length=30)
    staff_code = forms.CharField(
        label=_("人员编号"), max_length=30, help_text=_("全单位唯一，导入名单时据此认人")
    )
    phone = forms.CharField(label=_("电话"), max_length=30, required=False, validators=[check_phone])
    email = forms.EmailField(label=_("电子邮箱"), required=False)

    def fields_of(self) -> PersonFields:
        """Return the cleaned fields."""
        return PersonFields(**self.cleaned_data)


class AppointForm(forms.Form):
    """A post for a person."""

    post = forms.ModelChoiceField(label=_("职务"), queryset=Post.objects.none(), empty_label=_("（请选择）"))
    starts_on = forms.DateField(label=_("任职日期"), widget=DayInput)
    is_primary = forms.BooleanField(label=_("作为主要职务"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Post.objects.filter(organ__abolished_on__isnull=True).select_related("organ")
        _choose_from(self.fields["post"], posts)


class EndForm(forms.Form):
    """The end of an appointment."""

    on = forms.DateField(label=_("免职日期"), widget=DayInput, help_text=_("任职的最后一天"))
    reason = forms.CharField(label=_("依据"), max_length=200, required=False)


class LeaveForm(forms.Form):
    """The last day, and a successor for each open thing."""

    on = forms.DateField(label=_("离任日期"), widget=DayInput, help_text=_("在岗的最后一天"))

    def __init__(self, person: Person, works: Sequence[OpenWork], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.works = works
        people = Person.objects.filter(left_on__isnull=True, account__is_active=True).exclude(pk=person.pk)
        for number, work in enumerate(works):
            field = forms.ModelChoiceField(
                label=work.title,
                queryset=people,
                required=False,
                empty_label=gettext("（请选择接手人）"),
            )
            self.fields[f"work{number}"] = field

    def successors(self) -> Mapping[WorkKey, Person]:
        """Return who was chosen for what."""
        chosen = {key_of(work): self.cleaned_data[f"work{number}"] for number, work in enumerate(self.works)}
        return {key: person for key, person in chosen.items() if person}


class UploadForm(forms.Form):
    """A list of people."""

    file = forms.FileField(label=_("名单"), help_text=_("xlsx 或 csv；第一行是列标题，列的顺序不限"))

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_IMPORT_BYTES:
            raise forms.ValidationError(gettext("文件超过 20 兆字节；请拆成几份导入"))
        return upload


class ColumnsForm(forms.Form):
    """Which column of the file holds what."""

    unknown = forms.ChoiceField(
        label=_("没有登记的单位"),
        choices=[
            (UnknownOrgans.REFUSE.value, _("作为问题行报告")),
            (UnknownOrgans.CREATE.value, _("自动新建")),
        ],
    )

    def __init__(self, headings: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("（没有这一列）"))]
        choices += [(str(place), heading or str(place + 1)) for place, heading in enumerate(headings)]
        for column in Column:
            self.fields[column.value] = forms.ChoiceField(
                label=HEADINGS[column], choices=choices, required=column in REQUIRED
            )

    def mapping(self) -> dict[Column, int]:
        """Return the chosen columns."""
        chosen = {column: self.cleaned_data[column.value] for column in Column}
        return {column: int(place) for column, place in chosen.items() if place}

    def unknown_organs(self) -> UnknownOrgans:
        """Return what becomes of organs that are not registered."""
        return UnknownOrgans(self.cleaned_data["unknown"])


def initial_of(obj: Organ | Post | Person | Appointment, form: type[forms.Form]) -> dict[str, Any]:
    """Return what a form of this type shows at first."""
    return {name: getattr(obj, name) for name in form.base_fields}


def _choose_from(field: forms.Field, queryset: Any) -> None:
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
    field.queryset = queryset
