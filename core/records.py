"""Any record that has a page of its own, by its kind and uuid: who may open it."""

from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.urls import NoReverseMatch, Resolver404, resolve

from core.access import Permission, ScopedQuerySet
from core.view_pages import DetailPage


@dataclass(frozen=True)
class Kind:
    """A record type with a page: `exchanges.meeting`, and the permission that its page needs."""

    model: type[models.Model]
    permission: Permission

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def words(self) -> str:
        return str(self.model._meta.verbose_name)

    def rows(self, user) -> models.QuerySet:
        """What the user may open of this kind; nothing without the permission of its page."""
        if not self.permission.held_by(user):
            return self.model._default_manager.none()
        return seen_by(user, self.model)


def seen_by(user, model: type[models.Model]) -> models.QuerySet:
    """The rows in the user's scope; of what everybody may read, all."""
    rows = model._default_manager.all()
    return rows.visible_to(user) if isinstance(rows, ScopedQuerySet) else rows


def kind_of(label: str) -> Kind | None:
    """The record type of that name, if it has a page of its own."""
    return _kind(label, settings.ROOT_URLCONF)


@lru_cache(maxsize=256)  # the name comes with the address, and may be anything
def _kind(label: str, site: str) -> Kind | None:
    try:
        model = apps.get_model(label)
        page = resolve(model().get_absolute_url(), site).func.view_class
    except (LookupError, ValueError, AttributeError, ObjectDoesNotExist):
        return None
    except (NoReverseMatch, Resolver404):
        return None
    own = issubclass(page, DetailPage) and model in (page.model, getattr(page.queryset, "model", 0))
    return Kind(model, page.permission) if own else None
