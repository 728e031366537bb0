"""What the server runs: ``granian --interface wsgi luoshi.project.wsgi:application``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.project.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402  settings are ready only now

from luoshi.project.secret_key import require_secret_key  # noqa: E402

require_secret_key(settings.SECRET_KEY_FILE)
