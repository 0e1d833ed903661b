"""A new key for identity data: everything that is sealed is sealed anew with the newest one."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import models, transaction
from django.db.models import ExpressionWrapper, F, Value

from council_office.ledger import audit
from visits.models import sealed

BATCH = 10  # scans are large


@dataclass
class Resealed:
    """How many fields were sealed anew, stood under the newest key already, or open with no key."""

    anew: int = 0
    newest: int = 0
    lost: list[str] = field(default_factory=list)


def rotate_identity_key(*, by=audit.CLOCK) -> Resealed:
    """Seal all identity data with the newest key, in small transactions; stopped, it goes on where it was."""
    done = Resealed()
    for model, names in sealed_fields():
        last = 0
        while keys := list(
            model._base_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
        ):
            _reseal(model, names, keys, done)
            last = keys[-1]
    audit.record("rotate_identity_key", None, by=by, anew=done.anew, newest=done.newest, lost=len(done.lost))
    return done


def sealed_fields() -> Iterator[tuple[type[models.Model], list[models.Field]]]:
    """Every model that holds identity data, and its sealed columns."""
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        if found := [each for each in fields if isinstance(each, sealed.SEALED)]:
            yield model, found


@transaction.atomic
def _reseal(model: type[models.Model], columns: list[models.Field], keys: list[int], done: Resealed) -> None:
    raw = {f"{each.name}_raw": ExpressionWrapper(F(each.name), output_field=plain(each)) for each in columns}
    rows = model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk")
    for held in rows.annotate(**raw).values("pk", *raw):
        anew = {}
        for each in columns:
            if token := held[f"{each.name}_raw"]:
                _rotate(
                    each, bytes(token) if isinstance(each, models.BinaryField) else token, anew, held, done
                )
        if anew:
            model._base_manager.filter(pk=held["pk"]).update(**anew)


def _rotate(column: models.Field, token: bytes | str, anew: dict, held: dict, done: Resealed) -> None:
    if sealed.by_newest(token):
        done.newest += 1
        return
    try:
        turned = sealed.keys().rotate(token)
    except InvalidToken:
        done.lost.append(f"{column.model._meta.label} {held['pk']} {column.name}")
        return
    anew[column.name] = Value(
        turned if isinstance(column, models.BinaryField) else turned.decode(), output_field=plain(column)
    )
    done.anew += 1


def plain(column: models.Field) -> models.Field:
    """The same column as the database sees it, unopened."""
    return models.BinaryField() if isinstance(column, models.BinaryField) else models.TextField()
