"""Reads of the audit trail: the history of one record, everything for the auditor."""

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import Http404
from django.urls import reverse

from council_office.ledger import audit
from council_office.ledger.models import Event

MOST = 500


def model_of(kind: str) -> type[Model]:
    """The class of a kind as the trail writes it; only kinds that know who may see them."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        raise Http404 from None
    if not hasattr(model.objects, "visible_to"):
        raise Http404
    return model


def history_of(subject: Model) -> list[Event]:
    """What happened to a record, the newest first."""
    return list(audit.history(subject)[:MOST])


def everything() -> QuerySet[Event]:
    return Event.objects.select_related("actor__person")


def url_of(event: Event) -> str:
    """The history of the record that an event is about; empty when the kind has none."""
    if not event.subject_id.isdecimal():
        return ""
    try:
        model_of(event.subject_type)
    except Http404:
        return ""
    return reverse("desk:history", args=[event.subject_type, int(event.subject_id)])
