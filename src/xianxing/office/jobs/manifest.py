from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Manifest, Page

MANIFEST = Manifest(
    name="jobs",
    title=_("后台任务"),
    order=920,
    pages=(
        Page(
            title=_("后台任务"),
            url_name="jobs:list",
            icon="clock",
            order=920,
            allowed="xianxing.office.jobs.permissions:may_see_jobs",
            badge="xianxing.office.jobs.queries:failure_count",
        ),
    ),
    timers={"jobs.rows.prune": "xianxing.office.jobs.upkeep:prune"},
    urls="xianxing.office.jobs.urls",
)
