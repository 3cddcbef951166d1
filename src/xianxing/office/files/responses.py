"""Giving a file out. Whether this account may have it is the caller's question: ask it first."""

from django.http import FileResponse, Http404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xianxing.office.files.kinds import INLINE, FileKind
from xianxing.office.files.models import StoredFile
from xianxing.office.files.queries import open_stored

_LOCKED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_SANDBOX = f"{_LOCKED}; sandbox"


def download(file: StoredFile) -> FileResponse:
    """The file to be saved, under its own name, never drawn by the browser.

    Raises:
        Http404: the bytes are gone from this machine.
    """
    return _respond(file, "attachment")


def preview(file: StoredFile) -> FileResponse:
    """The file shown in place when it is a picture or a PDF, otherwise as ``download``.

    Raises:
        Http404: the bytes are gone from this machine.
    """
    return _respond(file, "inline" if file.content_type in INLINE else "attachment")


def _respond(file: StoredFile, disposition: str) -> FileResponse:
    try:
        content = open_stored(file)
    except OSError:
        raise Http404(
            _("文件“%(name)s”的内容不在本机；请联系系统管理员从备份恢复") % {"name": file.name}
        ) from None
    response = FileResponse(content, content_type=file.content_type)
    response["Content-Disposition"] = _named(file, disposition)
    response["Content-Length"] = str(file.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = _policy(file, disposition)
    return response


def _named(file: StoredFile, disposition: str) -> str:
    return content_disposition_header(disposition == "attachment", file.name) or disposition


def _policy(file: StoredFile, disposition: str) -> str:
    """A sandboxed PDF is not drawn by Chromium at all; its viewer runs apart from this site anyway."""
    is_shown_pdf = disposition == "inline" and file.content_type == FileKind.PDF.value.content_type
    return _LOCKED if is_shown_pdf else _SANDBOX
