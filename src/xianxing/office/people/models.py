from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganKind(models.TextChoices):
    PARTY = "party", _("党委机关")
    CONGRESS = "congress", _("人大机关")
    GOVERNMENT = "government", _("政府机关")
    CONFERENCE = "conference", _("政协机关")
    DISCIPLINE = "discipline", _("纪检监察机关")
    JUSTICE = "justice", _("政法机关")
    DEPARTMENT = "department", _("工作部门")
    TOWNSHIP = "township", _("乡镇街道")
    SECTION = "section", _("内设科室")
    COMPANY = "company", _("企业")
    INSTITUTION = "institution", _("事业单位")


class Organ(models.Model):
    """An organ, unit or section; a tree."""

    name = models.CharField(_("全称"), max_length=100, unique=True)
    short_name = models.CharField(_("简称"), max_length=40)
    kind = models.CharField(_("类别"), max_length=16, choices=OrganKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    order_number = models.PositiveIntegerField(_("排序号"), default=1000)
    is_office = models.BooleanField(_("本办公室"), default=False)
    pinyin = models.CharField(_("拼音"), max_length=200, blank=True)
    initials = models.CharField(_("首字母"), max_length=60, blank=True)
    abolished_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order_number", "id"]

    def __str__(self) -> str:
        return self.short_name


class Post(models.Model):
    """A post in an organ, with its grade and its place in the order of the organ."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts", verbose_name=_("单位"))
    title = models.CharField(_("职务"), max_length=60)
    grade = models.CharField(_("级别"), max_length=20, blank=True)
    order_number = models.PositiveIntegerField(_("排序号"), default=1000)
    is_head = models.BooleanField(_("主要负责人"), default=False)

    class Meta:
        ordering: ClassVar = ["organ__order_number", "order_number", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organ", "title"], name="people_post_once")]

    def __str__(self) -> str:
        return f"{self.organ.short_name}{self.title}"


class Person(models.Model):
    """A person who works in one of the organs."""

    name = models.CharField(_("姓名"), max_length=30)
    pinyin = models.CharField(_("拼音"), max_length=100, blank=True)
    initials = models.CharField(_("首字母"), max_length=20, blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    staff_code = models.CharField(_("人员编号"), max_length=30, unique=True)
    left_on = models.DateField(_("离任日期"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pinyin", "id"]
        indexes: ClassVar = [models.Index(fields=["initials"], name="people_initials")]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A person holds a post from one day to another (the last day counts); one person may hold several.

    ``order_number`` and ``grade`` tell several holders of one post apart (two deputies); without them the
    post's count.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name=_("姓名"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments", verbose_name=_("职务"))
    starts_on = models.DateField(_("任职日期"))
    ends_on = models.DateField(_("免职日期"), null=True, blank=True)
    is_primary = models.BooleanField(_("主要职务"), default=True)
    order_number = models.PositiveIntegerField(_("排序号"), null=True, blank=True)
    grade = models.CharField(_("级别"), max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["-is_primary", "post__order_number", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "post", "starts_on"], name="people_appointment_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.post}"

    @property
    def place(self) -> int:
        """The place in the order of the organ."""
        return self.post.order_number if self.order_number is None else self.order_number

    @property
    def held_grade(self) -> str:
        """The grade of this holder."""
        return self.grade or self.post.grade


class Handover(models.Model):
    """One open thing that went from a person who left to another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="handed_over", verbose_name=_("移交人"))
    successor = models.ForeignKey(Person, models.PROTECT, related_name="taken_over", verbose_name=_("接手人"))
    object_type = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    title = models.CharField(_("事项"), max_length=200)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(_("移交时间"))

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.title} {self.person} → {self.successor}"


class ColumnMeaning(models.Model):
    """What a column heading of an imported list meant last time."""

    heading = models.CharField(_("列标题"), max_length=60, unique=True)
    column = models.CharField(_("含义"), max_length=20)

    def __str__(self) -> str:
        return f"{self.heading} → {self.column}"


class ImportRun(models.Model):
    """One import of a list of people: its file, what its columns mean, what was chosen, how far it is."""

    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name=_("文件"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(_("开始时间"))
    mapping = models.JSONField(_("列的含义"), default=dict)
    creates_organs = models.BooleanField(_("新建未登记的单位"), default=False)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True)
    total = models.PositiveIntegerField(_("行数"), default=0)
    done = models.PositiveIntegerField(_("已处理"), default=0)
    created = models.PositiveIntegerField(_("新增"), default=0)
    changed = models.PositiveIntegerField(_("更新"), default=0)
    unchanged = models.PositiveIntegerField(_("未变"), default=0)
    skipped = models.PositiveIntegerField(_("略过"), default=0)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.file}"
