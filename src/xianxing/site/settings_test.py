"""Settings of the test run: fast password hashing, plain static files, a folder of its own."""

import os
import tempfile

os.environ.setdefault("XIANXING_HOME", tempfile.mkdtemp(prefix="xianxing-test-"))
os.environ.setdefault("XIANXING_SECRET_KEY", "not-a-secret-only-for-tests")

from xianxing.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise warns where it is missing
