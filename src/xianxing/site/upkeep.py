"""What a start or an upgrade does to the database and the static files."""

import json
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from xianxing.office.access.models import Account
from xianxing.office.jobs import upkeep as jobs_upkeep
from xianxing.office.notices import upkeep as notices_upkeep
from xianxing.site.preparation import fingerprint

STATIC_STAMP = ".fingerprint.json"


def pending_migrations() -> list[str]:
    """Return the migrations that the database has not had, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate() -> int:
    """Apply the pending migrations and return how many there were."""
    pending = len(pending_migrations())
    if pending:
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    return pending


def collect_static() -> bool:
    """Gather the static files unless they are up to date; return whether they were gathered."""
    folder = Path(settings.STATIC_ROOT)
    stamp, program = folder / STATIC_STAMP, fingerprint()
    if stamp.exists() and json.loads(stamp.read_text()) == program:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, skip_checks=True)
    stamp.write_text(json.dumps(program))
    return True


def is_empty() -> bool:
    """Return whether nobody has an account here yet."""
    return not Account.objects.exists()


def is_migrated() -> bool:
    """Return whether the database has tables at all."""
    return apps.get_model("access", "Account")._meta.db_table in connection.introspection.table_names()


def arm_housekeeping(*, now: datetime) -> None:
    """Arm the timers that keep the product's own tables small."""
    jobs_upkeep.arm(now=now)
    notices_upkeep.arm(now=now)
