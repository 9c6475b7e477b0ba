"""The product's settings, with a data folder of each test process's own and a fast password hasher."""

import atexit
import os
import shutil
import tempfile

os.environ["ISAF_DATA"] = tempfile.mkdtemp(prefix="isaf-tests-")
os.environ.setdefault("ISAF_COUNTRY", "kh")
atexit.register(shutil.rmtree, os.environ["ISAF_DATA"], ignore_errors=True)

from isaf.config.settings import *  # noqa: E402, F403

STATIC_ROOT.mkdir()  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
