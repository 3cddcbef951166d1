"""Django alone, for a server that speaks WSGI. Live pages then fall back to asking every 20 seconds."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianxing.site.settings")

application = get_wsgi_application()
