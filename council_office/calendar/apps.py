from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "council_office.calendar"
    label = "calendar"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        """Every app's queries register what the calendar shows (see sources)."""
        autodiscover_modules("queries")
