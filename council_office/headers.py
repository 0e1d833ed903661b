"""What every answer tells the browser beyond Django's own headers, and what no log line may hold."""

import logging
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

# A long random part of an address is somebody's signed link or reset key.
SECRET = re.compile(r"(?<=/)(?=[A-Za-z_-]*[0-9A-Z])[A-Za-z0-9_-]{24,}")


class HeadersMiddleware:
    """No shared copy of what signed-in people see; the admin's own content policy; no camera here."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and "Cache-Control" not in response:
            patch_cache_control(response, no_store=True, private=True)
        if request.resolver_match and "admin" in request.resolver_match.app_names:
            response._csp_config = settings.ADMIN_CSP
        return response


class HideSecrets(logging.Filter):
    """Keeps the secret part of addresses out of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if hidden := SECRET.sub("•••", message):
            record.msg, record.args = hidden, None
        return True
