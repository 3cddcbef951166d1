"""The directory: the tree on the left, the roster of one organ on the right; and the page of one person."""

from collections.abc import Callable
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xianxing.office.ledger.actions import Actor
from xianxing.office.ledger.queries import lines, timeline
from xianxing.office.people.forms import AppointForm, OrganForm, PersonForm, PostForm, initial_of
from xianxing.office.people.lookup import find_people
from xianxing.office.people.models import Organ, Person, Post
from xianxing.office.people.permissions import may_edit_directory, may_see_directory, phone_scope
from xianxing.office.people.queries import history_of, organ_tree, path_to, roster


def actor_of(request: HttpRequest, allowed: Callable[[object], bool]) -> Actor:
    """Return the account behind a request that is allowed.

    Raises:
        PermissionDenied: it is not; the message says whom to ask.
    """
    if not allowed(request.user):
        raise PermissionDenied(_("人员和机构由办公室维护；如信息有误，请告知办公室更正"))
    return cast("Actor", request.user)


@require_GET
def show_directory(request: HttpRequest) -> HttpResponse:
    """Show the office's own roster, or the people that were searched for."""
    actor_of(request, may_see_directory)
    text = request.GET.get("q", "").strip()
    if text:
        return _show_found(request, text)
    organ = (
        Organ.objects.filter(abolished_on__isnull=True).order_by("-is_office", "order_number", "id").first()
    )
    return _show(request, organ)


@require_GET
def show_organ(request: HttpRequest, organ_id: int) -> HttpResponse:
    """Show the roster of one organ in rank order, its posts and its history."""
    actor_of(request, may_see_directory)
    return _show(request, get_object_or_404(Organ.objects.select_related("parent"), pk=organ_id))


@require_GET
def show_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show a person: what they hold, what they held, and what was recorded."""
    actor_of(request, may_see_directory)
    person = get_object_or_404(Person, pk=person_id)
    history = history_of(person)
    today = timezone.localdate()
    scope = phone_scope(request.user)
    may_edit = may_edit_directory(request.user)
    context = {
        "person": person,
        "history": history,
        "today": today,
        "sees_phone": any(scope.covers(each.post.organ_id) for each in history if each.ends_on is None),
        "may_edit": may_edit,
        "entries": lines(timeline(person)) if may_edit else [],
        "correct_form": PersonForm(initial=initial_of(person, PersonForm)) if may_edit else None,
        "appoint_form": AppointForm(initial={"starts_on": today, "is_primary": True}) if may_edit else None,
    }
    return render(request, "people/person.html", context)


def _show(request: HttpRequest, organ: Organ | None) -> HttpResponse:
    today = timezone.localdate()
    tree = organ_tree(today)
    may_edit = may_edit_directory(request.user)
    context: dict[str, object] = {"tree": tree, "organ": organ, "today": today, "may_edit": may_edit}
    if organ:
        held = roster(organ, today)
        context |= {
            "selected": True,
            "path": path_to(organ.pk, tree)[:-1],
            "roster": held,
            "vacant": _vacant(organ, {each.post_id for each in held}),
            "sees_phones": phone_scope(request.user).covers(organ.pk),
        }
        if may_edit:
            context |= {
                "entries": lines(timeline(organ)),
                "organ_form": OrganForm(initial=initial_of(organ, OrganForm)),
                "post_form": PostForm(),
            }
    return render(request, "people/directory.html", context)


def _vacant(organ: Organ, held: set[int]) -> list[Post]:
    return list(organ.posts.exclude(pk__in=held).order_by("order_number", "id"))


def _show_found(request: HttpRequest, text: str) -> HttpResponse:
    today = timezone.localdate()
    scope = phone_scope(request.user)
    found = find_people(text, on=today, sees_phones=scope.is_whole)
    context = {
        "tree": organ_tree(today),
        "text": text,
        "found": [(person, _covers(person, scope.covers)) for person in found],
        "selected": True,
        "may_edit": may_edit_directory(request.user),
    }
    return render(request, "people/directory.html", context)


def _covers(person: Person, covers: Callable[[int], bool]) -> bool:
    return any(covers(each.post.organ_id) for each in person.held)  # type: ignore[attr-defined]
