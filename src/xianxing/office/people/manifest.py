from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Command, Manifest, Page

EDIT = "xianxing.office.people.permissions:may_edit_directory"
SEE = "xianxing.office.people.permissions:may_see_directory"

MANIFEST = Manifest(
    name="people",
    title=_("人员机构"),
    order=70,
    pages=(Page(title=_("通讯录"), url_name="people:directory", icon="users", order=70, allowed=SEE),),
    commands=(
        Command(title=_("登记人员"), url_name="people:register", allowed=EDIT),
        Command(title=_("新建单位"), url_name="people:create_organ", allowed=EDIT),
        Command(title=_("导入人员名单"), url_name="people:import", allowed=EDIT),
    ),
    verbs={
        "people.organ.created": _("新建单位"),
        "people.organ.changed": _("修改单位"),
        "people.organ.moved": _("调整上级"),
        "people.organ.abolished": _("撤销单位"),
        "people.post.created": _("设置职务"),
        "people.post.changed": _("修改职务"),
        "people.person.registered": _("登记人员"),
        "people.person.corrected": _("更正人员信息"),
        "people.person.appointed": _("任职"),
        "people.person.relieved": _("免职"),
        "people.person.reinstated": _("恢复任职"),
        "people.person.left": _("离任"),
        "people.person.imported": _("随名单导入"),
        "people.list.uploaded": _("上传人员名单"),
        "people.list.imported": _("导入人员名单"),
        "people.list.exported": _("导出人员名单"),
    },
    tasks={"people.import": "xianxing.office.people.runs:run_in_background"},
    sources={"people.person": "xianxing.office.people.sources:shown_people"},
    commands_line="xianxing.office.people.cli:people",
    urls="xianxing.office.people.urls",
)
