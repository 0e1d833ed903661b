from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "council_office.reports"
    label = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Apps above declare their registers and reports in a module `figures`."""
        autodiscover_modules("figures")
