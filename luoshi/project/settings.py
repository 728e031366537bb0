"""Every setting of the application. Only LUOSHI_* variables change them."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from luoshi.project.env import (
    read_choice,
    read_count,
    read_database,
    read_flag,
    read_folder,
    read_list,
    read_origins,
    read_text,
)
from luoshi.project.field_keys import read_keyring
from luoshi.project.secret_key import read_secret_key

PACKAGE = Path(__file__).resolve().parent.parent
LUOSHI_HOME = read_folder("LUOSHI_HOME", default="./luoshi-data")
LUOSHI_FILES = LUOSHI_HOME / "files"
LUOSHI_PACKS = LUOSHI_HOME / "packs"  # the place's own packs, and what it changed in shipped ones

DEBUG = read_flag("LUOSHI_DEBUG", default=False)
HTTPS = read_flag("LUOSHI_HTTPS", default=False)  # an intranet without certificates must still work
SECRET_KEY_FILE = LUOSHI_HOME / "secret.key"
SECRET_KEY = read_secret_key(SECRET_KEY_FILE)
LUOSHI_KEYRING_FILE = LUOSHI_HOME / "field.keys"
LUOSHI_KEYRING = read_keyring(LUOSHI_KEYRING_FILE)  # seals personal data; see luoshi.secrecy
ALLOWED_HOSTS = read_list("LUOSHI_HOSTS", default=("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = read_origins("LUOSHI_ORIGINS")
# How many reverse proxies stand before us, each adding one address to X-Forwarded-For. 0: believe the socket only.
LUOSHI_PROXIES = read_count("LUOSHI_PROXIES", default=0, most=5)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "luoshi.journal",
    "luoshi.people",
    "luoshi.registers",
    "luoshi.matters",
    "luoshi.ledger",
    "luoshi.pages",
    "luoshi.office",
    "luoshi.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "luoshi.office.middleware.PreferencesMiddleware",
    "luoshi.office.middleware.OriginMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "luoshi.office.middleware.PasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "luoshi.project.urls"
WSGI_APPLICATION = "luoshi.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "luoshi.office.rooms.rooms",
            ],
        },
    },
]

DATABASES = {"default": read_database("LUOSHI_DATABASE_URL", home=LUOSHI_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and sessions
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["luoshi.people.login.ThrottledBackend"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS

# Headers
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if LUOSHI_PROXIES else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# Uploads: the form refuses above this with a sentence; these two bound what reaches memory before it.
LUOSHI_UPLOAD_BYTES = read_count("LUOSHI_UPLOAD_MB", default=20, least=1, most=500) * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 100  # a form that takes fewer says so in words, and loses nothing typed
FILE_UPLOAD_PERMISSIONS = 0o600

# Messages out: by e-mail when there is a server, and to group robots. LUOSHI_ADDRESS is how readers reach this site.
LUOSHI_ADDRESS = read_text("LUOSHI_ADDRESS", "").rstrip("/")
LUOSHI_HOOK_HOSTS = read_list("LUOSHI_HOOK_HOSTS")  # hosts of the office's own programs: name or name:port
EMAIL_HOST = read_text("LUOSHI_MAIL_HOST", "")
EMAIL_PORT = read_count("LUOSHI_MAIL_PORT", default=465, least=1, most=65535)
EMAIL_HOST_USER = read_text("LUOSHI_MAIL_USER", "")
EMAIL_HOST_PASSWORD = read_text("LUOSHI_MAIL_PASSWORD", "")
EMAIL_USE_SSL = read_flag("LUOSHI_MAIL_SSL", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read_text("LUOSHI_MAIL_FROM", EMAIL_HOST_USER or "luoshi@localhost")

# Static files: collected into the home by ``luoshi init``, served with hashed names by whitenoise.
STATIC_URL = "static/"
STATIC_ROOT = LUOSHI_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        ),
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# What chains the journal: SHA-256, or SM3 where the cryptography law's standards are asked for. Changes new rows only.
LUOSHI_DIGEST = read_choice("LUOSHI_DIGEST", choices=("sha256", "sm3"))

# What could not be done looks like it (the number is that of django.contrib.messages.constants.ERROR).
MESSAGE_TAGS = {40: "bad"}

# Language and time: Chinese first.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "office" / "locale"]
USE_I18N = True
TIME_ZONE = read_text("LUOSHI_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "luoshi": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
