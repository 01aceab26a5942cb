"""One settings module. Everything that differs between machines comes from the environment."""

from pathlib import Path

import environ
from celery.schedules import crontab

from config.document_storage import documents_storage
from config.logging import configure_logging

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()  # a variable without a default must be set, or nothing starts

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")  # printed in QR codes of papers

# Two roles from the first day: the site works as the application role, which may change rows but no
# table; only bin/manage's migration commands say DATABASE_ROLE=owner.
DATABASE_URL_NAME = (
    "DATABASE_OWNER_URL" if env.str("DATABASE_ROLE", default="") == "owner" else "DATABASE_URL"
)
DATABASES = {
    "default": env.db(DATABASE_URL_NAME) | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
}
# Questions of a page take milliseconds. To compile one, as PostgreSQL does where it expects it to
# take long, costs more than that.
# And triggers ask which of them to leave out: where nothing is said, each goes through an error.
STATED = "-c jit=off -c pgtrigger.ignore={}"
DATABASES["default"].setdefault("OPTIONS", {})["options"] = STATED
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", default="")  # tests build their database with it

INSTALLED_APPS = [
    "core",  # no records: template tags, management commands, test-free machinery
    "accounts",
    "partnerships",
    "exchanges",
    "reports",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "django_include_bootstrap",
    "csp",
    "pghistory",
    "pgtrigger",
    "accounts.admin_site.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "config.static_storage.OurStaticFiles",
    "django.forms",
]
MIDDLEWARE = [
    "config.logging.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.packed_pages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.private_pages",
    "accounts.middleware.user_language",
    "accounts.middleware.reach_looked_up_once",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # closed by default (Django 5.1+)
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",  # row history says who was signed in
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigation.navigation",
                "config.help.help_of_page",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # widgets from templates/ too
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language, dates, time
LANGUAGE_CODE = "vi"  # before sign-in; after it the user's own choice
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "var" / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "var" / "media")
# Uploaded files, each under its SHA-256: a folder, or an S3-compatible store if a bucket is named.
DOCUMENTS_ROOT = env.path("DOCUMENTS_ROOT", default=BASE_DIR / "var" / "documents")
DOCUMENT_SIZE_LIMIT = env.int("DOCUMENT_SIZE_LIMIT", default=50 * 1024 * 1024)  # bytes of one file
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": documents_storage(env, DOCUMENTS_ROOT),
    "staticfiles": {"BACKEND": "config.static_storage.HashedStaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half the time to compress; pages name no others

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the administrator, not by mail
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm"}
ACCOUNT_LOGOUT_ON_GET = False
# Asked at sign-in to set up a second factor; an empty list asks nobody.
SECOND_FACTOR_ROLES = env.list("SECOND_FACTOR_ROLES", default=["administrator", "head"])
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/15m/key"}  # five wrong tries close a name 15 min
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kết nghĩa"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", default=8 * 60 * 60)  # one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# The way to the browser. INSECURE_HTTP is for a site on this very machine: cookies over plain HTTP.
SECURE = not env.bool("INSECURE_HTTP", default=False)
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # the supervisor asks it on the loopback address
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True  # the CSRF cookie is read by htmx when it sends
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # 200 rows of a form, each of up to 20 boxes
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "core.uploads.UpToTheLimit",  # what is too large is counted, not kept
]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
if ALLAUTH_TRUSTED_PROXY_COUNT:  # only a proxy of ours may say that the browser came by HTTPS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
    }
}

# Redis: the doorbell of the worker, and what may be forgotten (rate limits)
REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
REDIS_PREFIX = env.str("REDIS_PREFIX", default="kn")  # several sites may share one Redis
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": f"{REDIS_PREFIX}-cache",
    }
}
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,  # longer than any task but those on claimed imports
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "global_keyprefix": f"{REDIS_PREFIX}-",
}
CELERY_TASK_ACKS_LATE = True  # a killed worker's job comes again: safe, because builds are claimed
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # our own log lines, without arguments of tasks
CELERY_TASK_IGNORE_RESULT = True  # the outcome lives on our own row, not in a result backend
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "sweep builds": {"task": "reports.tasks.sweep_builds", "schedule": 10},
    "sweep scans": {"task": "reports.tasks.sweep_scans", "schedule": 10},
    "sweep batches": {"task": "reports.tasks.sweep_batches", "schedule": 10},
    "sweep imports": {"task": "reports.tasks.sweep_imports", "schedule": 10},
    "empty imports": {
        "task": "reports.tasks.empty_imports",
        "schedule": crontab(hour=5, minute=20),
    },
    "sweep exports": {"task": "reports.tasks.sweep_exports", "schedule": 10},
    "drop exports": {"task": "reports.tasks.drop_exports", "schedule": crontab(minute=35)},
    "warn of texts that end": {  # twice, for a machine that was off in the morning; sent once
        "task": "partnerships.tasks.warn_of_expiries",
        "schedule": crontab(hour="6,13", minute=30),
    },
    "tell what is due": {  # early, so that it comes with the mail of the day; each thing once
        "task": "exchanges.tasks.tell_of_dues",
        "schedule": crontab(hour="5,12", minute=40),
    },
    "sweep mails": {"task": "accounts.tasks.sweep_mails", "schedule": 30},
    "make digests": {  # each user's at their hour, or as soon after it as the machine runs
        "task": "accounts.tasks.make_digests",
        "schedule": crontab(minute="*/5"),
    },
    "drop mails": {"task": "accounts.tasks.drop_mails", "schedule": crontab(hour=3, minute=10)},
    "remind of what is due": {  # twice, as above; each user gets one letter a day
        "task": "exchanges.tasks.remind",
        "schedule": crontab(hour="6,13", minute=45),
    },
    "recount summaries": {
        "task": "exchanges.tasks.recount_summaries",
        "schedule": crontab(hour=2, minute=20),
    },
    "extend instalments": {
        "task": "partnerships.tasks.extend_instalments",
        "schedule": crontab(hour=5, minute=10),
    },
}

# Who writes down that a list was taken away, as a file or on paper: core knows no audit trail.
LISTS_WRITTEN_DOWN_BY = "accounts.services.lists_taken.write_down"
# Who finds words in the whole register for a list: the search is kept above core, too.
LISTS_SEARCHED_BY = "reports.searching.listed.keys_of"

# Mail: notices and warnings to people of the office. Without a server it goes to standard output.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 20  # seconds
# How long the outbox keeps what was sent. The mail of a day is made once as long as it is there.
MAIL_KEPT_DAYS = max(2, env.int("MAIL_KEPT_DAYS", default=90))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="ket-nghia@localhost")

LOGGING_CONFIG = None  # structlog alone, one line each to standard output
configure_logging(level=env.str("LOG_LEVEL", default="INFO"))
