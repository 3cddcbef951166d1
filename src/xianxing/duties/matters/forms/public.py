"""Forms of the public window: few fields, plain words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.forms.intake import ManyFilesField


class WindowForm(forms.Form):
    """What someone wants to tell the office."""

    title = forms.CharField(label=_("一句话说明什么事"), max_length=100)
    text = forms.CharField(
        label=_("详细情况"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("时间、地点、经过、您的要求。请勿填写国家秘密"),
    )
    place = forms.CharField(label=_("发生地点"), max_length=100, required=False)
    sender_name = forms.CharField(
        label=_("姓名"), max_length=60, required=False, help_text=_("可以匿名；留下姓名和电话便于核实和答复")
    )
    sender_contact = forms.CharField(label=_("电话"), max_length=100, required=False)
    attachments = ManyFilesField(
        label=_("照片、材料"), required=False, help_text=_("图片、PDF、文档，单个不超过 50 MB")
    )
    website = forms.CharField(label=_("请留空"), required=False, widget=forms.HiddenInput)
    consent = forms.BooleanField(
        label=_("我知道所填信息仅用于办理本事项，身份信息默认隐去，办结后按期清除"),
        error_messages={"required": _("请先阅读并勾选")},
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("提交没有成功；请刷新页面重新填写"))
        return ""


class QueryForm(forms.Form):
    """A receipt number with its code."""

    receipt_number = forms.CharField(label=_("受理编号"), max_length=40, help_text=_("如 收〔2026〕12号"))
    code = forms.CharField(
        label=_("查询码"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class SupplementForm(forms.Form):
    """One more thing about the same matter."""

    text = forms.CharField(label=_("补充说明"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))


class SayForm(forms.Form):
    """Whether the answer helped."""

    YES_NO = [("yes", _("是")), ("no", _("否"))]

    settled = forms.ChoiceField(label=_("问题解决了吗"), choices=YES_NO, widget=forms.RadioSelect)
    satisfied = forms.ChoiceField(label=_("对办理满意吗"), choices=YES_NO, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("还想说的话"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def said(self) -> dict[str, Any]:
        """Return the answers as the action takes them."""
        cleaned = self.cleaned_data
        return {
            "settled": cleaned["settled"] == "yes",
            "satisfied": cleaned["satisfied"] == "yes",
            "note": cleaned["note"],
        }


class ReviewForm(forms.Form):
    """Why the person asks for a review."""

    text = forms.CharField(
        label=_("申请复查的理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
