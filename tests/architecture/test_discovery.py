"""A new duty is one folder: it is planted outside the product, and nothing of the product is touched."""

import json
import os
import subprocess
import sys
from pathlib import Path

DUTY = """
from xianxing.office.duty import Manifest, Page

DUTY = Manifest(
    name="toy",
    title="玩具",
    verbs={"toy.brick.laid": "放下"},
    pages=(Page("积木", "toy:list", "box", 1, "xianxing.duties.toy.actions:yes"),),
    urls="xianxing.duties.toy.urls",
)
"""
MODELS = """
from django.db import models


class Brick(models.Model):
    name = models.CharField(max_length=10)
"""
ACTIONS = "def yes(account):\n    return True\n"
URLS = """
from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("", lambda request: HttpResponse("ok"), name="list")]
"""
QUESTION = """
import json, sys
import xianxing.duties

xianxing.duties.__path__.append(sys.argv[1])
import django

django.setup()
from django.apps import apps
from django.urls import reverse
from xianxing.office.duty import folders, manifests, resolve, verbs

toy = next(manifest for manifest in manifests() if manifest.name == "toy")
print(json.dumps({
    "folder": "xianxing.duties.toy" in folders(),
    "model": apps.get_model("toy", "Brick")._meta.label,
    "url": reverse(toy.pages[0].url_name),
    "verb": str(verbs()["toy.brick.laid"]),
    "allowed": resolve(toy.pages[0].allowed)(None),
}))
"""


def test_duty_added_as_one_folder_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "toy"
    folder.mkdir()
    modules = {"__init__": "", "duty": DUTY, "models": MODELS, "actions": ACTIONS, "urls": URLS}
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-c", QUESTION, str(tmp_path)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "xianxing.site.settings_test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout.splitlines()[-1]) == {
        "folder": True,
        "model": "toy.Brick",
        "url": "/toy/",
        "verb": "放下",
        "allowed": True,
    }
