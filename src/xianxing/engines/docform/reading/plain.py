"""Plain text and Markdown: which characters the bytes are."""

from xianxing.engines.docform.errors import TooLargeError, UnreadableError

LARGEST_TEXT = 20 * 1024 * 1024
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(content: bytes) -> str:
    """The text in these bytes: UTF-8, UTF-16 with its mark, or GB 18030.

    Raises: TooLargeError past 20 MB, UnreadableError when the bytes are no text in these codes.
    Source: GB 18030-2022.
    """
    if len(content) > LARGEST_TEXT:
        raise TooLargeError(
            f"文本有 {len(content) / 1024 / 1024:.1f} MB；最多 {LARGEST_TEXT // 1024 // 1024} MB，请拆分"
        )
    for mark, code in _MARKS:
        if content.startswith(mark):
            return _decoded(content, (code,))
    if b"\0" in content:
        raise UnreadableError("文件里有空字节，不是文本；请给出 .txt、.md、.docx、.doc 或 .wps 文件")
    return _decoded(content, ("utf-8", "gb18030"))


def _decoded(content: bytes, codes: tuple[str, ...]) -> str:
    for code in codes:
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("文件的文字编码无法识别；请另存为 UTF-8 或 GB 18030 编码的文本再试")
