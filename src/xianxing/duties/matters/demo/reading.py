"""Let the machine read all messages of the demo office at once, instead of one job for each."""

from xianxing.duties.matters.actions.intake import UNDERSTAND
from xianxing.duties.matters.models import Matter
from xianxing.office.duty import DemoOffice, Story, task_handler
from xianxing.office.jobs.models import Job, JobState

REGROUP = "matters.regroup"


def read_messages(office: DemoOffice) -> Story:
    """At the end, suggest topics and look-alikes and find the hot issues; the jobs asked for on the way are done."""
    yield office.now
    Job.objects.filter(name__in=(UNDERSTAND, REGROUP), state=JobState.WAITING).delete()
    matters = Matter.objects.order_by("id").values_list("pk", flat=True)
    task_handler(UNDERSTAND)({"matters": list(matters)})
    task_handler(REGROUP)({})
