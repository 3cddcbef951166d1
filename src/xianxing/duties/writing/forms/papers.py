"""Forms of the editor: the kind of a paper and its fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xianxing.duties.writing.actions.drafting import URGENCIES, Kind
from xianxing.duties.writing.engine.content import FIELD_NAMES, Content
from xianxing.duties.writing.engine.life import Bearing
from xianxing.duties.writing.engine.patterns import patterns
from xianxing.duties.writing.models import Paper, PaperForm, PaperWay
from xianxing.duties.writing.wording import FIELD_TITLES, field_wording
from xianxing.engines.docform import DocumentType, Form
from xianxing.office.people.models import Organ

TYPES = [("", "—"), *((kind.value, kind.value) for kind in DocumentType)]
HELP = {
    "title": _("发文机关名称＋事由＋文种；可以分行，分行处即排版的断行处"),
    "main_recipient": _("末尾用全角冒号；上行文只写一个主送机关"),
    "body": _("一段一行；层次依次用 一、 （一） 1. （1）；可以从 Word 粘贴"),
    "attachment_note": _("如“附件：1.任务分工表”，其余各附件另起一行；名称后不加标点"),
    "signature": _("联合行文一个机关一行，主办机关在前"),
    "attachments": _("“附件1”独占一行，下一行是附件标题，再下是附件正文"),
    "copy_to": _("以“抄送：”开头，句号结尾"),
    "note": _("写在圆括号里，如（此件公开发布）"),
}
ROWS = {"title": 2, "body": 18, "attachments": 6, "attachment_note": 2, "signature": 2}


class NewForm(forms.Form):
    """The first question: which kind of paper, of which organ, about what."""

    pattern = forms.ChoiceField(label=_("文种"), choices=())
    organ = forms.ModelChoiceField(label=_("发文机关"), queryset=Organ.objects.none(), empty_label=None)
    matter = forms.CharField(
        label=_("事由"), max_length=120, required=False, help_text=_("如“做好冬季供暖工作”，自动填入标题")
    )

    def __init__(self, *args: Any, organs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pattern"].choices = [(each.key, each.title) for each in patterns()]  # type: ignore[attr-defined]
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class ContentForm(forms.Form):
    """The fields of a paper, each a plain text."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    urgency = forms.ChoiceField(
        label=_("紧急程度"), choices=[(each, each or "—") for each in URGENCIES], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELD_NAMES:
            if name in self.fields:
                continue
            attrs = {"data-field": name, "wide": True}
            lines = {"rows": ROWS.get(name, 1), "data-fixed": name != "body"}
            widget = forms.Textarea(attrs=attrs | lines) if name in ROWS else forms.TextInput(attrs=attrs)
            self.fields[name] = forms.CharField(
                label=field_wording(name),
                required=False,
                strip=False,
                help_text=HELP.get(name, ""),
                widget=widget,
            )

    def content(self) -> Content:
        """Return what was written."""
        return Content.of({name: self.cleaned_data.get(name, "") for name in FIELD_NAMES})

    @classmethod
    def of(cls, paper: Paper) -> "ContentForm":
        """Return the form with a paper's present words."""
        return cls(initial={**paper.fields.as_mapping(), "base": paper.version_number})


class KindForm(forms.Form):
    """Type, form, direction and organ of a paper that is being drafted."""

    type = forms.ChoiceField(label=_("文种"), choices=TYPES, required=False)
    form = forms.ChoiceField(label=_("格式"), choices=PaperForm.choices)
    way = forms.ChoiceField(label=_("行文方向"), choices=PaperWay.choices)
    organ = forms.ModelChoiceField(label=_("发文机关"), queryset=Organ.objects.none(), empty_label=None)

    def __init__(self, *args: Any, organs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]

    def kind(self) -> Kind:
        """Return what was chosen."""
        given = self.cleaned_data
        return Kind(
            organ=given["organ"],
            type=DocumentType(given["type"]) if given["type"] else None,
            form=Form(given["form"]),
            bearing=Bearing(given["way"]),
        )


class CommentForm(forms.Form):
    """A remark on a field."""

    field = forms.ChoiceField(
        label=_("要素"), choices=[("", _("全文")), *FIELD_TITLES.items()], required=False
    )
    quote = forms.CharField(label=_("原文"), max_length=200, required=False)
    text = forms.CharField(label=_("批注"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
