"""All settings, read from the environment. None is needed to run; .env.example tells each one."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from environs import Env

from isaf.config.secret import secret_key
from isaf.country.pack import load_pack

env = Env(expand_vars=False)

# --- The country and the data folder ---------------------------------------------------------------

PACKAGE = Path(__file__).parents[1]
ISAF_DATA = Path(env.str("ISAF_DATA", "var")).resolve()
ISAF_COUNTRY = env.str("ISAF_COUNTRY", "kh")
ISAF_HOST = env.str("ISAF_HOST", "127.0.0.1")
ISAF_PORT = env.int("ISAF_PORT", 8000)
ISAF_URL = env.str("ISAF_URL", f"http://{ISAF_HOST}:{ISAF_PORT}").rstrip("/")
COUNTRY_PACK = load_pack(ISAF_COUNTRY)

# --- Security --------------------------------------------------------------------------------------

DEBUG = env.bool("ISAF_DEBUG", False)
SECRET_KEY = secret_key(ISAF_DATA)
ALLOWED_HOSTS = [ISAF_URL.split("//")[-1].split("/")[0].rsplit(":", 1)[0], "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ISAF_URL]
HTTPS = ISAF_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = False  # the proxy in front does it
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "isaf_session"
SESSION_COOKIE_AGE = 60 * 60 * 4  # computers in a commune office are shared
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = [
    "isaf.files.handler.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Rooms -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "isaf.kit",
    "isaf.audit",
    "isaf.country",
    "isaf.places",
    "isaf.people",
    "isaf.registers",
    "isaf.files",
    "isaf.registry",
    "isaf.notices",
    "isaf.inbox",
    "isaf.changes",
    "isaf.cycles",
    "isaf.information",
    "isaf.meetings",
    "isaf.scorecards",
    "isaf.plans",
    "isaf.demonstration",
    "isaf.feedback",
    "isaf.monitoring",
    "isaf.posters",
    "isaf.field",
    "isaf.publishing",
    "isaf.home",
]
MIDDLEWARE = [
    "isaf.home.middleware.ProblemPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "isaf.home.middleware.AtTheDoor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "isaf.config.urls"
WSGI_APPLICATION = "isaf.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "isaf.home.context.shell",
            ]
        },
    }
]

# --- Data ------------------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{ISAF_DATA}/isaf.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: what a person was told is kept is on the disk (ADR 0003).
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
    }

# --- People ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "isaf.people.backend.AccountBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ADMINISTRATION_MINUTES = env.int("ISAF_ADMINISTRATION_MINUTES", 30)
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "home:work"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = "isaf.people.rules.cool_off"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "isaf.people.rules.lockout_name"
AXES_CLIENT_IP_CALLABLE = "isaf.kit.throttle.caller"
AXES_LOCKOUT_CALLABLE = "isaf.people.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
SILENCED_SYSTEM_CHECKS = [
    "axes.W003",  # our backend stands behind axes' own
    "security.W005",  # other names under the domain are not ours to decide on
    "security.W008",  # the proxy in front leads to https
    "security.W021",
]

# --- Languages and time ----------------------------------------------------------------------------

LANGUAGE_CODE = COUNTRY_PACK.default_language
LANGUAGES = [(code, COUNTRY_PACK.language_names[code]) for code in COUNTRY_PACK.languages]
LANG_INFO.setdefault("km", {"bidi": False, "code": "km", "name": "Khmer", "name_local": "Khmer"})
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = COUNTRY_PACK.time_zone

# --- Letters out -----------------------------------------------------------------------------------

LETTERS_CAN_LEAVE = bool(env.str("EMAIL_URL", ""))  # without it they wait in the outbox, which says so
if LETTERS_CAN_LEAVE:
    vars().update({name: value for name, value in env.dj_email_url("EMAIL_URL").items() if value is not None})
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("ISAF_MAIL_FROM", "OpenISAF <no-reply@localhost>")

# --- Files -----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = ISAF_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "files": {"BACKEND": "isaf.files.store.DurableFolder", "OPTIONS": {"location": ISAF_DATA / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Logs ------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "isaf.config.logs.Discreet",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
