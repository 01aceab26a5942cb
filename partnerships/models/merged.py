"""Duplicates: a record found to be the same as another keeps its row, its address and its history,
and says which one it was merged into. services/merging.py moves what referred to it.
"""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

MERGED_ONCE = """
    IF NEW.merged_into_id IS NOT NULL AND (
        NEW.merged_into_id = NEW.id
        OR EXISTS (SELECT FROM {table} WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL)
        OR EXISTS (SELECT FROM {table} WHERE merged_into_id = NEW.id)
    ) THEN
        RAISE 'a record is merged into one that stands by itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'merged_into_one_that_stands';
    END IF;
    RETURN NEW;
"""
MERGES = {
    "merged_into_one_that_stands": _(
        "A record can be merged only into one that was not merged itself. Choose the one it was "
        "merged into."
    )
}


def merged_into() -> models.ForeignKey:
    """The record this one turned out to be the same as."""
    return models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("merged into"),
        related_name="duplicates",
        null=True,
        blank=True,
        editable=False,
    )


def merged_once(table: str) -> pgtrigger.Trigger:
    """No chains: whoever follows the pointer once has found the record that counts."""
    return pgtrigger.Trigger(
        name="merged_once",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=MERGED_ONCE.format(table=table),
    )


def called_or_merged(rows: models.QuerySet, called: models.Q) -> models.QuerySet:
    """The rows called so, and those into which one called so was merged."""
    merged = rows.model._base_manager.filter(called, merged_into__isnull=False).order_by()
    return rows.filter(called | models.Q(pk__in=merged.values("merged_into")))
