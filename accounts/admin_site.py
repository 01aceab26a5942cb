"""Django's plain administration, for the role administrator alone."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role


class AdminConfig(DjangoAdminConfig):
    default_site = "accounts.admin_site.AdministratorSite"


class AdministratorSite(AdminSite):
    site_header = site_title = _("Administration of the register")
    index_title = _("Users and reference lists")

    def has_permission(self, request):
        return request.user.is_active and getattr(request.user, "role", "") == Role.ADMINISTRATOR

    def login(self, request, extra_context=None):
        """One door: the sign-in page with its second factor."""
        where = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{resolve_url('account_login')}?{where}")


class RecordAdmin(ModelAdmin):
    """Whoever may come in at all may do everything here, except what a record type forbids."""

    def _may(self, request) -> bool:
        return self.admin_site.has_permission(request)

    def has_module_permission(self, request):
        return self._may(request)

    def has_view_permission(self, request, obj=None):
        return self._may(request)

    def has_add_permission(self, request):
        return self._may(request)

    def has_change_permission(self, request, obj=None):
        return self._may(request)

    def has_delete_permission(self, request, obj=None):
        """Nothing is deleted: an account is closed by taking its mark 'active' away."""
        return False
