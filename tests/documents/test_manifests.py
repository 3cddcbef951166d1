"""Every manifest loads, and every handler, page and address that it names exists."""

from collections.abc import Iterator

import click
import pytest
from django.urls import reverse

from xianxing.office.duty import Manifest, manifests, resolve


def handlers(manifest: Manifest) -> Iterator[str]:
    """Yield every ``module:function`` of a manifest."""
    for paths in manifest.listens.values():
        yield from paths
    yield from manifest.timers.values()
    yield from manifest.tasks.values()
    yield from manifest.sources.values()
    yield from manifest.facts.values()
    yield from (page.allowed for page in manifest.pages)
    yield from (page.badge for page in manifest.pages if page.badge)
    yield from (command.allowed for command in (*manifest.commands, *manifest.makes))
    yield from filter(None, (manifest.open_work, manifest.figures, manifest.demo))


def each(manifest: Manifest) -> str:
    return manifest.name


@pytest.mark.parametrize("manifest", manifests(), ids=each)
def test_manifest_handlers_all_resolve(manifest: Manifest) -> None:
    assert [path for path in handlers(manifest) if not callable(resolve(path))] == []


@pytest.mark.parametrize("manifest", manifests(), ids=each)
def test_manifest_pages_all_have_an_address(manifest: Manifest) -> None:
    names = [page.url_name for page in manifest.pages] + [
        command.url_name for command in (*manifest.commands, *manifest.makes)
    ]
    for name in names:
        assert reverse(name).startswith("/")


@pytest.mark.parametrize("manifest", manifests(), ids=each)
def test_manifest_verbs_have_three_parts_and_wording(manifest: Manifest) -> None:
    faulty = [verb for verb, wording in manifest.verbs.items() if verb.count(".") != 2 or not str(wording)]
    assert faulty == []


@pytest.mark.parametrize("manifest", manifests(), ids=each)
def test_manifest_command_line_is_a_click_command(manifest: Manifest) -> None:
    if manifest.commands_line:
        assert isinstance(resolve(manifest.commands_line), click.Command)


def test_manifests_listen_only_to_verbs_that_exist() -> None:
    known = {verb for manifest in manifests() for verb in manifest.verbs}
    heard = {verb for manifest in manifests() for verb in manifest.listens}
    assert sorted(heard - known) == []


def test_manifest_names_are_unique() -> None:
    names = [manifest.name for manifest in manifests()]
    assert sorted(set(names)) == sorted(names)
