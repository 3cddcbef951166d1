"""Forms that change the directory. Each is a page of its own, and a dialog on the page it belongs to."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xianxing.office.files.errors import ClassifiedMaterial
from xianxing.office.ledger.actions import Actor
from xianxing.office.people import actions
from xianxing.office.people.forms import (
    AbolishForm,
    AppointForm,
    EndForm,
    LeaveForm,
    MoveForm,
    OrganForm,
    PersonForm,
    PostForm,
    initial_of,
)
from xianxing.office.people.leaving import leave
from xianxing.office.people.models import Appointment, Organ, Person, Post
from xianxing.office.people.permissions import may_edit_directory
from xianxing.office.people.queries import open_work
from xianxing.office.people.views import actor_of

Save = Callable[[Actor], str]
"""Does what a valid form asks and returns the address to go to."""

edits = require_http_methods(["GET", "POST"])


@edits
def create_organ(request: HttpRequest) -> HttpResponse:
    """Open an organ, below the one that the address names."""
    parent = get_object_or_404(Organ, pk=request.GET["parent"]) if request.GET.get("parent") else None
    form = OrganForm(request.POST or None)

    def save(actor: Actor) -> str:
        organ = actions.create_organ(actor=actor, fields=form.fields_of(), parent=parent, now=timezone.now())
        return _organ_address(organ)

    title = _("在“%(parent)s”下新建单位") % {"parent": parent} if parent else _("新建单位")
    return _edit(request, form, title, save)


@edits
def change_organ(request: HttpRequest, organ_id: int) -> HttpResponse:
    """Rename an organ or change its kind and order."""
    organ = get_object_or_404(Organ, pk=organ_id)
    form = OrganForm(request.POST or None, initial=initial_of(organ, OrganForm))

    def save(actor: Actor) -> str:
        actions.change_organ(actor=actor, organ=organ, fields=form.fields_of(organ), now=timezone.now())
        return _organ_address(organ)

    return _edit(request, form, _("修改“%(organ)s”") % {"organ": organ}, save)


@edits
def move_organ(request: HttpRequest, organ_id: int) -> HttpResponse:
    """Place an organ below another one."""
    organ = get_object_or_404(Organ, pk=organ_id)
    form = MoveForm(request.POST or None, initial={"parent": organ.parent_id})

    def save(actor: Actor) -> str:
        actions.move_organ(actor=actor, organ=organ, parent=form.cleaned_data["parent"], now=timezone.now())
        return _organ_address(organ)

    return _edit(request, form, _("调整“%(organ)s”的上级") % {"organ": organ}, save)


@edits
def abolish_organ(request: HttpRequest, organ_id: int) -> HttpResponse:
    """Close an organ."""
    organ = get_object_or_404(Organ, pk=organ_id)
    form = AbolishForm(request.POST or None, initial={"on": timezone.localdate()})

    def save(actor: Actor) -> str:
        actions.abolish_organ(actor=actor, organ=organ, now=timezone.now(), **form.cleaned_data)
        return reverse("people:directory")

    return _edit(request, form, _("撤销“%(organ)s”") % {"organ": organ}, save)


@edits
def create_post(request: HttpRequest, organ_id: int) -> HttpResponse:
    """Open a post in an organ."""
    organ = get_object_or_404(Organ, pk=organ_id)
    form = PostForm(request.POST or None)

    def save(actor: Actor) -> str:
        actions.create_post(actor=actor, organ=organ, fields=form.fields_of(), now=timezone.now())
        return _organ_address(organ)

    return _edit(request, form, _("在“%(organ)s”设置职务") % {"organ": organ}, save)


@edits
def change_post(request: HttpRequest, post_id: int) -> HttpResponse:
    """Change a post."""
    post = get_object_or_404(Post.objects.select_related("organ"), pk=post_id)
    form = PostForm(request.POST or None, initial=initial_of(post, PostForm))

    def save(actor: Actor) -> str:
        actions.change_post(actor=actor, post=post, fields=form.fields_of(), now=timezone.now())
        return _organ_address(post.organ)

    return _edit(request, form, _("修改“%(post)s”") % {"post": post}, save)


@edits
def register_person(request: HttpRequest) -> HttpResponse:
    """Enter a person."""
    form = PersonForm(request.POST or None)

    def save(actor: Actor) -> str:
        person = actions.register_person(actor=actor, fields=form.fields_of(), now=timezone.now())
        return _person_address(person)

    return _edit(request, form, _("登记人员"), save)


@edits
def correct_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Correct what is written about a person."""
    person = get_object_or_404(Person, pk=person_id)
    form = PersonForm(request.POST or None, initial=initial_of(person, PersonForm))

    def save(actor: Actor) -> str:
        actions.correct_person(actor=actor, person=person, fields=form.fields_of(), now=timezone.now())
        return _person_address(person)

    return _edit(request, form, _("更正“%(person)s”的信息") % {"person": person}, save)


@edits
def appoint(request: HttpRequest, person_id: int) -> HttpResponse:
    """Appoint a person to a post."""
    person = get_object_or_404(Person, pk=person_id)
    form = AppointForm(request.POST or None, initial={"starts_on": timezone.localdate()})

    def save(actor: Actor) -> str:
        actions.appoint(actor=actor, person=person, now=timezone.now(), **form.cleaned_data)
        return _person_address(person)

    return _edit(request, form, _("“%(person)s”任职") % {"person": person}, save)


@edits
def end_appointment(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """End an appointment; the toast takes it back."""
    appointment = get_object_or_404(
        Appointment.objects.select_related("person", "post__organ"), pk=appointment_id
    )
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})

    def save(actor: Actor) -> str:
        actions.end_appointment(actor=actor, appointment=appointment, now=timezone.now(), **form.cleaned_data)
        undo = reverse("people:reopen_appointment", args=[appointment.pk])
        messages.success(
            request, _("已免去 %(post)s") % {"post": appointment.post}, extra_tags=f"undo:{undo}"
        )
        return _person_address(appointment.person)

    title = _("免去%(person)s的“%(post)s”职务") % {"person": appointment.person, "post": appointment.post}
    return _edit(request, form, title, save)


@require_POST
def reopen_appointment(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Take the end of an appointment back."""
    actor = actor_of(request, may_edit_directory)
    appointment = get_object_or_404(
        Appointment.objects.select_related("person", "post__organ"), pk=appointment_id
    )
    try:
        actions.reopen_appointment(actor=actor, appointment=appointment, now=timezone.now())
        messages.success(request, _("已恢复 %(post)s") % {"post": appointment.post})
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("people:person", appointment.person_id)


@edits
def leave_office(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show what a person has in hand, and let them leave once each thing has a successor."""
    actor = actor_of(request, may_edit_directory)
    person = get_object_or_404(Person.objects.select_related("account"), pk=person_id)
    works = open_work(person)
    form = LeaveForm(person, works, request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            handed = leave(
                actor=actor,
                person=person,
                on=form.cleaned_data["on"],
                successors=form.successors(),
                now=timezone.now(),
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            text = _("%(person)s 已离任，移交工作 %(count)d 件") % {"person": person, "count": len(handed)}
            messages.success(request, text)
            return redirect("people:person", person.pk)
    return render(request, "people/leave.html", {"person": person, "works": works, "form": form})


def _edit(request: HttpRequest, form: forms.Form, title: str, save: Save) -> HttpResponse:
    """Check the right, and when the form is valid save it; a refusal is shown on the form."""
    actor = actor_of(request, may_edit_directory)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(save(actor))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except ClassifiedMaterial as refusal:
            form.add_error(None, str(refusal))
    return render(request, "people/form.html", {"form": form, "form_title": title})


def _organ_address(organ: Organ) -> str:
    return reverse("people:organ", args=[organ.pk])


def _person_address(person: Person) -> str:
    return reverse("people:person", args=[person.pk])
