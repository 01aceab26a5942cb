from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.admin_site import RecordAdmin
from accounts.looks import LOOKS
from accounts.models import AuditEvent, NoticeMail, Office, User
from accounts.services import audit, mails


class LookFilter(admin.SimpleListFilter):
    """Accounts that need a look; the home page of administrators leads here."""

    title = _("To look at")
    parameter_name = "look"

    def lookups(self, request, model_admin):
        return [(key, words) for key, (words, _rows) in LOOKS.items()]

    def queryset(self, request, queryset):
        found = LOOKS.get(self.value())
        return queryset.filter(found[1]).distinct() if found else queryset


@admin.register(User)
class UserAdmin(RecordAdmin, DjangoUserAdmin):
    list_display = ["username", "last_name", "first_name", "role", "office", "is_active"]
    list_filter = [LookFilter, "role", "is_active", "sees_all"]
    autocomplete_fields = ["office"]
    raw_id_fields = ["units", "organisation"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["last_name", "first_name", "email", "language"]}),
        (
            _("What they may do and see"),
            {"fields": ["role", "office", "organisation", "units", "sees_all", "sees_sensitive"]},
        ),
        (_("Account"), {"fields": ["is_active", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "usable_password", "password1", "password2"]})]
    readonly_fields = ["last_login", "date_joined"]

    def save_related(self, request, form, formsets, change):
        """Who sees what is worth a line in the audit trail: a table between has no history."""
        super().save_related(request, form, formsets, change)
        user = form.instance
        audit.record(
            action="user.changed" if change else "user.added",
            target=user,
            by=request.user,
            fields=sorted(form.changed_data),
            units=[str(unit.pk) for unit in user.units.all()],
        )


@admin.register(NoticeMail)
class NoticeMailAdmin(RecordAdmin):
    """Read only, but for one thing: what is in doubt can be sent once more."""

    list_display = ["made_at", "user", "on", "state", "attempts", "error", "sent_at"]
    list_filter = ["state"]
    list_select_related = ["user"]
    actions = ["send_again"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Send once more (it may arrive twice)"))
    def send_again(self, request, queryset):
        chosen = list(queryset.doubtful())
        for mail in chosen:
            mails.send_again(mail=mail, by=request.user)
        self.message_user(request, _("To be sent once more: %(n)s") % {"n": len(chosen)})


@admin.register(Office)
class OfficeAdmin(RecordAdmin):
    list_display = ["name", "superior", "code", "place", "own_numbering"]
    search_fields = ["name"]


@admin.register(AuditEvent)
class AuditEventAdmin(RecordAdmin):
    """Read only: the trail is only ever added to, and by what people do."""

    list_display = ["at", "action", "by", "target_model", "target"]
    list_filter = ["action"]
    search_fields = ["by", "target"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
