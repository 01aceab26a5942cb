"""Views of lists that somebody keeps: filters, order and columns under a name."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.office import Office
from core.fields import public_id
from core.history import keep_history

MOST = 40  # views of one person, over all lists
LONGEST = 1000  # letters of the filters of one
# What belongs to one look at a list and not to a view: the place in it, the rows that were ticked.
PASSING = ("after", "before", "from", "as", "more", "row", "all")
# The owner's row is locked, so that two views saved at once are counted one after the other, and so
# that nobody moves to another office in between.
WITHIN_OFFICE_AND_LIMIT = f"""
    SELECT office_id INTO theirs FROM accounts_user WHERE id = NEW.owner_id FOR NO KEY UPDATE;
    IF NEW.office_id IS NOT NULL AND NEW.office_id IS DISTINCT FROM theirs THEN
        RAISE 'a view is shared with the owner''s own office'
            USING ERRCODE = 'check_violation',
                CONSTRAINT = 'view_is_shared_with_the_own_office';
    END IF;
    IF TG_OP = 'INSERT' AND (
        SELECT count(*) FROM accounts_savedview WHERE owner_id = NEW.owner_id
    ) >= {MOST} THEN
        RAISE 'too many views'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'views_of_one_person_are_few';
    END IF;
    RETURN NEW;
"""


@keep_history()
class SavedView(models.Model):
    """Filters, order and columns of one list under a name, for its owner or the whole office.

    Who moves to another office keeps their views, and the old office loses sight of them: a trigger
    of User takes the office out, for a view speaks of work that went along.
    """

    uuid = public_id()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("owner"), related_name="views"
    )
    office = models.ForeignKey(
        Office,
        models.CASCADE,
        verbose_name=_("shared with the office"),
        related_name="views",
        null=True,
        blank=True,
    )
    page = models.CharField(_("list"), max_length=100)
    name = models.CharField(_("name"), max_length=60, db_collation="vi-x-icu")
    query = models.CharField(_("filters, order and columns"), max_length=LONGEST, blank=True)
    opens = models.BooleanField(_("the list opens with it"), default=False)

    refusals = {
        "view_is_shared_with_the_own_office": _(
            "A view is shared with the office of its owner only."
        ),
        "views_of_one_person_are_few": _(
            "You keep as many views as there may be. Remove one you no longer use."
        ),
    }

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "owner",
                "page",
                Lower("name"),
                name="a_view_has_a_name_of_its_own",
                violation_error_message=_("You have a view of this name on that list already."),
            ),
            models.UniqueConstraint(
                fields=["owner", "page"],
                condition=Q(opens=True),
                name="a_list_opens_with_one_view",
                violation_error_message=_("The list opens with another view already."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_view_has_a_name"),
            models.CheckConstraint(
                condition=~Q(query__regex=rf"(^|&)({'|'.join(PASSING)})="),
                name="a_view_names_no_page_and_no_rows",
            ),
        ]
        indexes = [models.Index(fields=["office", "page"], name="view_by_office_and_page")]
        triggers = [
            pgtrigger.Trigger(
                name="within_office_and_limit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("theirs", "bigint")],
                func=WITHIN_OFFICE_AND_LIMIT,
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse(self.page)}?{self.query or 'all='}"
