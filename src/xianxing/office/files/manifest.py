from django.utils.translation import gettext_lazy as _

from xianxing.office.duty import Manifest

MANIFEST = Manifest(name="files", title=_("文件"), verbs={"files.file.stored": _("上传文件")})
