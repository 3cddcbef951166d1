"""How each verb's cleaned form becomes a call of its action."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from xianxing.duties.matters.actions import (
    answering,
    clocks,
    handling,
    linking,
    mediating,
    protecting,
    topics,
)
from xianxing.duties.matters.engine import Kind, Track
from xianxing.duties.matters.forms import verbs as forms
from xianxing.duties.matters.models import ClockKind, Level, Matter
from xianxing.office.access.models import Account

CLOSE_OF_BUSINESS = time(18, 0)


def accept(actor: Account, matter: Matter, form: Any, now: datetime) -> None:
    track = form.cleaned_data["track"]
    handling.accept_matter(
        actor=actor,
        matter=matter,
        kind=Kind(form.cleaned_data["kind"]),
        track=Track(track) if track else None,
        now=now,
    )


def decline(actor: Account, matter: Matter, form: forms.DeclineForm, now: datetime) -> None:
    cleaned = form.cleaned_data
    handling.decline_matter(
        actor=actor,
        matter=matter,
        reason=cleaned["reason"],
        clause=cleaned["clause"].key,
        advice=cleaned["advice"],
        now=now,
    )


def forward(actor: Account, matter: Matter, form: forms.ForwardForm, now: datetime) -> None:
    cleaned = form.cleaned_data
    handling.forward_matter(
        actor=actor, matter=matter, organ=cleaned["organ"], reason=cleaned["reason"], now=now
    )


def assign(actor: Account, matter: Matter, form: forms.AssignForm, now: datetime) -> None:
    cleaned = form.cleaned_data
    task = handling.Task(
        owner=cleaned["owner"],
        helpers=tuple(cleaned["helpers"]),
        instruction=cleaned["instruction"],
        due_at=timezone.make_aware(datetime.combine(cleaned["due_on"], CLOSE_OF_BUSINESS)),
    )
    handling.assign_matter(actor=actor, matter=matter, task=task, now=now)


def escalate(actor: Account, matter: Matter, form: forms.EscalateForm, now: datetime) -> None:
    handling.escalate_matter(
        actor=actor,
        matter=matter,
        level=Level(form.cleaned_data["level"]),
        reason=form.cleaned_data["reason"],
        approval=form.approval(),
        now=now,
    )


def state_facts(actor: Account, matter: Matter, form: forms.FactsForm, now: datetime) -> None:
    handling.state_facts(actor=actor, matter=matter, facts=handling.Facts(**form.cleaned_data), now=now)


def change_handler(actor: Account, matter: Matter, form: forms.HandlerForm, now: datetime) -> None:
    handling.set_handler(actor=actor, matter=matter, handler=form.cleaned_data["handler"], now=now)


def reply(actor: Account, matter: Matter, form: forms.ReplyForm, now: datetime) -> None:
    cleaned = form.cleaned_data
    draft = answering.Draft(
        request=cleaned["request"],
        facts=cleaned["facts"],
        opinion=cleaned["opinion"],
        outcome=cleaned["outcome"],
        basis=form.basis(),
    )
    answering.propose_reply(actor=actor, matter=matter, draft=draft, now=now)


def return_reply(actor: Account, matter: Matter, form: forms.ReasonForm, now: datetime) -> None:
    answering.return_reply(
        actor=actor, reply=matter.replies.latest("id"), reason=form.cleaned_data["reason"], now=now
    )


def sign(actor: Account, matter: Matter, form: forms.SignForm, now: datetime) -> None:
    answering.sign_reply(actor=actor, reply=matter.replies.latest("id"), approval=form.approval(), now=now)


def close(actor: Account, matter: Matter, _form: forms.EmptyForm, now: datetime) -> None:
    answering.close_matter(actor=actor, matter=matter, now=now)


def callback(actor: Account, matter: Matter, form: forms.CallbackForm, now: datetime) -> None:
    heard = answering.Heard(
        reached=form.cleaned_data["reached"],
        responded=form.said("responded"),
        settled=form.said("settled"),
        satisfied=form.said("satisfied"),
        note=form.cleaned_data["note"],
    )
    answering.record_callback(actor=actor, matter=matter, heard=heard, now=now)


def reopen(actor: Account, matter: Matter, form: forms.ReasonForm, now: datetime) -> None:
    answering.reopen_matter(actor=actor, matter=matter, reason=form.cleaned_data["reason"], now=now)


def review(actor: Account, matter: Matter, form: forms.ReasonForm, now: datetime) -> None:
    answering.request_review(actor=actor, matter=matter, reason=form.cleaned_data["reason"], now=now)


def conclude(actor: Account, matter: Matter, form: forms.ReasonForm, now: datetime) -> None:
    answering.conclude_review(actor=actor, matter=matter, opinion=form.cleaned_data["reason"], now=now)


def extend(actor: Account, matter: Matter, form: forms.ExtendForm, now: datetime) -> None:
    cleaned = form.cleaned_data
    clocks.extend_clock(actor=actor, matter=matter, days=cleaned["days"], reason=cleaned["reason"], now=now)


def pause(actor: Account, matter: Matter, form: forms.PauseForm, now: datetime) -> None:
    clock = matter.clocks.filter(stopped_at__isnull=True).exclude(kind=ClockKind.NOTICE).latest("id")
    clocks.pause_clock(actor=actor, clock=clock, now=now, **form.cleaned_data)


def set_topic(actor: Account, matter: Matter, form: forms.TopicForm, now: datetime) -> None:
    topics.confirm_topic(actor=actor, matter=matter, topic=form.cleaned_data["topic"], now=now)


def set_kind(actor: Account, matter: Matter, form: forms.KindForm, now: datetime) -> None:
    topics.confirm_kind(actor=actor, matter=matter, kind=Kind(form.cleaned_data["kind"]), now=now)


def accuse(actor: Account, matter: Matter, form: forms.AccusedForm, now: datetime) -> None:
    cleaned = form.cleaned_data
    protecting.name_accused(
        actor=actor, matter=matter, organ=cleaned["organ"], person=cleaned["person"], now=now
    )


def recuse(actor: Account, matter: Matter, form: forms.RecusalForm, now: datetime) -> None:
    cleaned = form.cleaned_data
    protecting.declare_recusal(
        actor=actor, matter=matter, person=cleaned["person"], reason=cleaned["reason"], now=now
    )


def join(actor: Account, matter: Matter, form: forms.JoinForm, now: datetime) -> None:
    cleaned = form.cleaned_data
    linking.join_matter(actor=actor, matter=matter, into=cleaned["number"], reason=cleaned["reason"], now=now)


def split(actor: Account, matter: Matter, form: forms.ReasonForm, now: datetime) -> None:
    linking.split_matter(actor=actor, matter=matter, reason=form.cleaned_data["reason"], now=now)


def mediate(actor: Account, matter: Matter, form: forms.MediationForm, now: datetime) -> None:
    session = mediating.Session(**form.cleaned_data)
    mediating.record_mediation(actor=actor, matter=matter, session=session, now=now)


def instruct(actor: Account, matter: Matter, form: forms.InstructionForm, now: datetime) -> None:
    mediating.give_instruction(actor=actor, matter=matter, text=form.cleaned_data["text"], now=now)
