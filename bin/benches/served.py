"""The site as gunicorn serves it, with two peers beside it: a bare view, and Django's own admin.

Both are served by the same workers through the same middleware, so that a ratio compares pages.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benches.served_settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
