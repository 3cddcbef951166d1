"""What is wrong with the form of a document. Source: GB/T 9704-2012; 党政机关公文处理工作条例."""

from xianxing.engines.docform.checking.check import check, fixed
from xianxing.engines.docform.checking.registry import all_rules

__all__ = ["all_rules", "check", "fixed"]
