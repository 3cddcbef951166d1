"""Words of a Chinese text."""

from collections.abc import Sequence

from xianxing.text.normalise import normalise

_LISTED = """
    的 地 得 了 着 过 吗 呢 吧 啊 呀 嘛 么 哦 哈 唉 与 和 及 跟 同 或 而 且 但 则 又 也 都 就 才 还 再 很
    太 更 最 在 于 从 自 向 往 到 对 对于 关于 由 由于 被 把 将 让 使 给 为 为了 因 因为 所以 因此 如 如果
    若 要是 虽然 但是 可是 不过 然而 而且 并 并且 以 以及 以后 之后 以前 之前 之 其 此 该 这 那 这个 那个
    这些 那些 这样 那样 这么 那么 这里 那里 这种 那种 哪 哪个 哪些 哪里 什么 怎么 怎样 怎么样 如何 为什么
    为何 何 谁 几 多少 我 我们 你 你们 您 他 她 它 他们 她们 它们 咱们 自己 本人 大家 人家 别人 是 有 没有
    没 无 不 不是 不能 不要 能 能够 会 可 可以 应 应该 要 想 需要 必须 得到 进行 等 等等 个 些 一个 一些
    一下 一直 一样 已 已经 曾 曾经 正在 现在 目前 当时 时 时候 来 去 上 下 里 中 内 外 后 前 左右 请 请问
    您好 你好 谢谢 感谢 尊敬 领导 希望 望 恳请 反映 咨询 问题 情况 有关 相关 非常 十分 特别 比较 只 只是
    只有 只能 就是 还是 还有 或者 甚至 于是 然后 首先 其次 最后 据 按 按照 根据 通过
"""
STOP_WORDS = frozenset(_LISTED.split())
"""Function words and the courtesies of letters: present everywhere, they tell nothing about the matter."""


def cut(text: str) -> list[str]:
    """Every piece of the text in order, punctuation and spaces included; joined they give the text back."""
    import rjieba  # late import: start-up time

    pieces: Sequence[str] = rjieba.cut(text)
    return list(pieces)


def words(text: str) -> list[str]:
    """The words that carry meaning, in order: normal form, case folded, no punctuation, no stop words."""
    return [
        word
        for word in cut(normalise(text).casefold())
        if word not in STOP_WORDS and any(character.isalnum() for character in word)
    ]
