from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.duties.matters.models.matter import Matter
from xianxing.office.register.models import Entry


class PartyRole(models.TextChoices):
    FIRST = "first", _("首位反映人")
    JOINED = "joined", _("共同反映人")
    REPRESENTATIVE = "representative", _("推选代表")


class Participation(models.Model):
    """Someone who wrote in about this matter, through the register entry that says so."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="participations")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=16, choices=PartyRole.choices, default=PartyRole.FIRST)
    joined_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "entry"], name="matters_participation_once")
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.entry_id}"


class LinkRelation(models.TextChoices):
    DUPLICATE = "duplicate", _("重复来件")
    SAME_MATTER = "same_matter", _("同一事项")
    SAME_PROBLEM = "same_problem", _("同类问题")


class LinkState(models.TextChoices):
    SUGGESTED = "suggested", _("待确认")
    ACCEPTED = "accepted", _("已确认")
    REFUSED = "refused", _("已否定")


class Link(models.Model):
    """Two matters that look alike: found by the machine with its reasons, decided by a person."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="links")
    other = models.ForeignKey(Matter, models.CASCADE, related_name="linked_from")
    relation = models.CharField(_("关系"), max_length=12, choices=LinkRelation.choices)
    similarity = models.FloatField(_("相似度"))
    preticked = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.SUGGESTED)
    decided_by_name = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "other"], name="matters_link_once")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-similarity"], name="matters_link_state")]

    def __str__(self) -> str:
        return f"{self.matter_id}-{self.other_id} {self.similarity:.2f}"


class Issue(models.Model):
    """A hot issue: messages that seem to be about one matter, or one problem in many places.

    Rebuilt by the machine from what came in; what a person decided about a member is kept.
    """

    title = models.CharField(_("问题"), max_length=200)
    relation = models.CharField(_("关系"), max_length=12, choices=LinkRelation.choices)
    topic = models.CharField(_("内容分类"), max_length=60, blank=True)
    place = models.CharField(_("地点"), max_length=100, blank=True)
    places_count = models.PositiveIntegerField(_("涉及地点"), default=1)
    complainants = models.PositiveIntegerField(_("反映人数"))
    messages_count = models.PositiveIntegerField(_("来件数"))
    first_at = models.DateTimeField(_("最早"))
    last_at = models.DateTimeField(_("最近"))
    computed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-complainants", "-id"], name="matters_issue_heat"),
            models.Index(fields=["-last_at", "-id"], name="matters_issue_recent"),
        ]

    def __str__(self) -> str:
        return self.title


class IssueMember(models.Model):
    """A matter that seems to belong to an issue: at most one of each relation."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="members")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="issue_members")
    similarity = models.FloatField(_("相似度"), default=1.0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "matter"], name="matters_issue_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.matter_id}"


class IssueExclusion(models.Model):
    """Someone said that two matters do not belong together, so no rebuilding brings them together again."""

    first = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    second = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    decided_by_name = models.CharField(max_length=64)
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="matters_exclusion_once")
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"
