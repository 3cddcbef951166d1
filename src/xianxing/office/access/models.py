from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianxing.office.people.models import Organ, Person


class Role(models.TextChoices):
    HEAD = "head", _("办公室负责人")
    STAFF = "staff", _("办公室工作人员")
    LEADER = "leader", _("领导")
    UNIT = "unit", _("单位联络员")
    SYSTEM_OFFICER = "system_officer", _("系统管理员")
    SECURITY_OFFICER = "security_officer", _("安全保密管理员")
    AUDIT_OFFICER = "audit_officer", _("安全审计员")


OFFICERS = frozenset({Role.SYSTEM_OFFICER, Role.SECURITY_OFFICER, Role.AUDIT_OFFICER})


class Account(AbstractUser):
    """A login. It may belong to a person; what it may do follows from its grants."""

    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="account")
    must_change_password = models.BooleanField(_("须修改密码"), default=True)

    @property
    def actor_id(self) -> int | None:
        return self.pk

    @property
    def actor_name(self) -> str:
        return self.person.name if self.person else self.username

    def __str__(self) -> str:
        return self.actor_name


class Grant(models.Model):
    """An account holds a role in an organ, from one day to another. Given by the security officer."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="grants", verbose_name=_("账号"))
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("单位"), related_name="+")
    starts_on = models.DateField(_("生效日期"))
    ends_on = models.DateField(_("失效日期"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "role", "organ", "starts_on"], name="access_grant_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.get_role_display()}"
