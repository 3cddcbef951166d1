"""`python -m xianxing.engines.docform parse|check|pdf|docx FILE [-o OUT]`."""

import sys

from xianxing.engines.docform.command import run

if __name__ == "__main__":
    sys.exit(run())
