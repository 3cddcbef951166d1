"""One office with something at every address, and the arguments that fill the addresses."""

import importlib
import importlib.util
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile

from xianxing.duties.matters.models import BulkRun, ImportRun, Issue, IssueMember, Link, LinkRelation, Matter
from xianxing.duties.matters.tests import factories
from xianxing.duties.matters.views.verbs import VERBS
from xianxing.office.access.tests.cast import Cast, gather_cast
from xianxing.office.assignments.models import Assignment
from xianxing.office.authority.drafting import draft_version
from xianxing.office.authority.models import Decision, DecisionTable, Instrument, TableVersion
from xianxing.office.duty import folders
from xianxing.office.files.actions import store
from xianxing.office.files.models import StoredFile
from xianxing.office.jobs.models import Job, JobState, Timer
from xianxing.office.notices.models import Notice
from xianxing.office.people.models import ImportRun as PeopleRun

NOW = factories.NOW

Given = dict[str, object]
Arguments = dict[str, Given]


@dataclass(frozen=True, slots=True)
class Scene:
    """The cast, and for each address (with its variant) the arguments it is asked with."""

    cast: Cast
    arguments: Arguments


def set_scene() -> Scene:
    """Found an office with a usual matter in the unit's hands and an accusation of that unit, and return it."""
    factories.open_the_office()
    cast = gather_cast()
    usual, restricted = factories.assigned(cast), factories.accusation(cast)
    like = factories.accepted(cast, "路灯又不亮")
    file = store(actor=cast.clerk, upload=ContentFile("标题,内容\n路灯,不亮\n".encode(), "来件.csv"), now=NOW)
    for matter in (usual, restricted):
        matter.entry.files.add(file)
    arguments = {
        **_of_matters(cast, usual, like, file),
        **_of_the_restricted(restricted, file),
        **_of_work(cast, usual, file),
        **_of_the_register(usual, restricted, file),
        **_of_the_authority(cast),
        **_of_people(cast),
        **_of_the_rest(cast),
        **_of_duties_with_a_scene(cast),
    }
    return Scene(cast, arguments)


def _of_matters(cast: Cast, matter: Matter, like: Matter, file: StoredFile) -> Arguments:
    link = Link.objects.create(matter=matter, other=like, relation=LinkRelation.SAME_MATTER, similarity=0.9)
    issue = Issue.objects.create(
        title="路灯",
        relation=LinkRelation.SAME_PROBLEM,
        complainants=2,
        messages_count=2,
        first_at=NOW,
        last_at=NOW,
        computed_at=NOW,
    )
    for member in (matter, like):
        IssueMember.objects.create(issue=issue, matter=member)
    run = ImportRun.objects.create(file=file, started_by=cast.clerk, created_at=NOW)
    bulk = BulkRun.objects.create(account=cast.clerk, verb="topic", back=[], done_at=NOW)
    pages = ("detail", "fragment", "sheet", "sender_history", "hold", "topic")
    return {
        **{f"matters:{name}": {"pk": matter.pk} for name in pages},
        **{f"matters:verb {name}": {"pk": matter.pk, "name": name} for name in (*VERBS, "unknown")},
        "matters:link": {"pk": matter.pk, "link_id": link.pk},
        "matters:reveal": {"pk": matter.pk, "entry_id": matter.entry_id},
        "matters:file": {"pk": matter.pk, "file_id": file.pk},
        "matters:import_run": {"pk": run.pk},
        "matters:import_confirm": {"pk": run.pk},
        "matters:bulk_undo": {"pk": bulk.pk},
        **{f"matters:{name}": {"pk": issue.pk} for name in ("issue", "issue_sort", "issue_restore")},
    }


def _of_the_restricted(matter: Matter, file: StoredFile) -> Arguments:
    pages = ("detail", "fragment", "sheet", "sender_history", "hold", "topic")
    return {
        **{f"matters:{name} restricted": {"pk": matter.pk} for name in pages},
        "matters:link restricted": {"pk": matter.pk, "link_id": 1},
        "matters:reveal restricted": {"pk": matter.pk, "entry_id": matter.entry_id},
        "matters:file restricted": {"pk": matter.pk, "file_id": file.pk},
        "matters:verb accept restricted": {"pk": matter.pk, "name": "accept"},
    }


def _of_work(cast: Cast, matter: Matter, file: StoredFile) -> Arguments:
    work = Assignment.objects.get(object_id=matter.pk)
    work.files.add(file)
    return {
        "assignments:task": {"assignment_id": work.pk},
        "assignments:file": {"assignment_id": work.pk, "file_id": file.pk},
        **{
            f"assignments:take {step}": {"assignment_id": work.pk, "step": step}
            for step in ("sign", "report", "remind", "withdraw", "unknown")
        },
    }


def _of_the_register(usual: Matter, restricted: Matter, file: StoredFile) -> Arguments:
    pages = ("entry", "correct", "reveal", "reissue", "erase", "attach", "record")
    found: Arguments = {}
    for variant, matter in (("", usual), (" restricted", restricted)):
        entry: Given = {"entry_id": matter.entry_id}
        found |= {f"register:{name}{variant}": entry for name in pages}
        found[f"register:file{variant}"] = {**entry, "file_id": file.pk}
    return found


def _of_the_authority(cast: Cast) -> Arguments:
    table = DecisionTable.objects.get(name="matters.authority")
    published = TableVersion.objects.get(table=table)
    draft = draft_version(actor=cast.head, table=table, now=NOW)
    other = DecisionTable.objects.exclude(pk=table.pk).order_by("pk")[0]
    row = draft.content["rows"][0]["id"]
    of_draft: Given = {"version_id": draft.pk}
    return {
        "authority:law": {"code": Instrument.objects.order_by("pk")[0].code},
        "authority:start": {"table_id": other.pk},
        "authority:version": {"version_id": published.pk},
        "authority:compare": {"old_id": published.pk, "new_id": draft.pk},
        "authority:decision": {"decision_id": Decision.objects.order_by("pk")[0].pk},
        **{f"authority:{name}": of_draft for name in ("draft", "add", "discard", "publish")},
        **{f"authority:{name}": {**of_draft, "row_id": row} for name in ("row", "change")},
    }


def _of_people(cast: Cast) -> Arguments:
    person = cast.unit.person
    if person is None:
        raise AssertionError("the unit's contact is a person")
    appointment = person.appointments.get()
    roll = ContentFile("姓名,单位,职务\n陈新,平安市水利局,科长\n".encode(), "名册.csv")
    listed = store(actor=cast.clerk, upload=roll, now=NOW)
    run = PeopleRun.objects.create(file=listed, started_by=cast.clerk, started_at=NOW)
    organ: Given = {"organ_id": cast.stranger_organ.pk}
    organs = ("organ", "change_organ", "move_organ", "abolish_organ", "create_post")
    return {
        **{f"people:{name}": organ for name in organs},
        "people:change_post": {"post_id": appointment.post_id},
        **{f"people:{name}": {"person_id": person.pk} for name in ("person", "correct", "appoint", "leave")},
        **{f"people:{n}_appointment": {"appointment_id": appointment.pk} for n in ("end", "reopen")},
        **{f"people:import_{name}": {"run_id": run.pk} for name in ("run", "confirm", "result")},
    }


def _of_duties_with_a_scene(cast: Cast) -> Arguments:
    """Let each duty that keeps ``tests/scene.py`` put something at its own addresses."""
    found: Arguments = {}
    for folder in folders():
        if importlib.util.find_spec(f"{folder}.tests.scene"):
            found |= importlib.import_module(f"{folder}.tests.scene").arguments(cast)
    return found


def _of_the_rest(cast: Cast) -> Arguments:
    head = cast.head.person_id
    notice = Notice.objects.create(
        account=cast.unit,
        group_key="walk",
        text="通知",
        url="/notices/",
        object_type="people.organ",
        object_id=cast.unit_organ.pk,
        created_at=NOW,
        updated_at=NOW,
    )
    job = Job.objects.create(
        task_id="walk", name="matters.understand", state=JobState.FAILED, run_after=NOW, enqueued_at=NOW
    )
    timer = Timer.objects.create(key="walk", kind="matters.retention", due_at=NOW + timedelta(days=400))
    account: Given = {"pk": cast.stranger.pk}
    return {
        "today:handover_of": {"person_id": head},
        "calendars:year": {"year": 2026},
        "calendars:day": {"day": NOW.date()},
        "calendars:restore": {"day": NOW.date()},
        "notices:open": {"notice_id": notice.pk},
        "access:account": account,
        "access:reset_password": account,
        **{
            f"access:change {name}": {**account, "change": name}
            for name in ("grant", "end", "close", "reopen")
        },
        "jobs:retry_job": {"job_id": job.pk},
        "jobs:retry_timer": {"timer_id": timer.pk},
    }
