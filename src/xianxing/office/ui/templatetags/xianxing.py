"""Tags and filters that every template has.

Filters of time take the present as their argument (``{{ matter.due_at|left:now }}``); the frame puts ``now``
into every context, and a view may put its own there.
"""

from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from xianxing.office.ui import dates, icons, messages, navigation, parts

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.draw(name)


@register.simple_tag
def chip(text: object, tone: str = "grey") -> SafeString:
    return parts.chip(text, tone)


@register.simple_tag
def lamp(state: str, words: object = "") -> SafeString:
    return parts.lamp(state, words)


@register.filter
def day(value: date | None, now: datetime | None = None) -> str:
    """今天, 明天, 昨天, 11-24, 2025-11-24."""
    return dates.day_words(value, now or timezone.now()) if value else ""


@register.filter
def moment(value: date | None, now: datetime | None = None) -> str:
    """11-22 23:41."""
    return dates.moment_words(value, now or timezone.now()) if value else ""


@register.filter
def due(value: date | None, now: datetime | None = None) -> str:
    """今天 17:00, 明天 09:00, 11-25 14:30."""
    return dates.due_words(value, now or timezone.now()) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """17:00."""
    return dates.clock_words(value) if value else ""


@register.filter
def left(value: date | None, now: datetime | None = None) -> str:
    """余 3 时, 逾期 2 天."""
    return dates.left_words(value, now or timezone.now()) if value else ""


@register.filter
def ago(value: datetime | None, now: datetime | None = None) -> str:
    """刚刚, 5 分钟前, 3 小时前, 2 天前, 11-02 08:30."""
    return dates.ago_words(value, now or timezone.now()) if value else ""


@register.filter
def iso(value: date | None) -> str:
    """The moment as an attribute of ``<time datetime>``."""
    if isinstance(value, datetime):
        return dates.local(value).isoformat(timespec="minutes")
    return value.isoformat() if value else ""


@register.filter
def undo_url(message: Message) -> str:
    """Where a toast's undo button posts to; nothing when the action cannot be taken back."""
    return messages.undo_url(message)


@register.simple_tag(takes_context=True)
def made_from(context: Context, object_type: str, object_id: int) -> tuple[navigation.Shortcut, ...]:
    """What the visitor may make from an object, for its menu."""
    request = context.get("request")
    return navigation.made_from(request.user, object_type, object_id) if request else ()


@register.simple_tag(takes_context=True)
def active(context: Context, url_name: str) -> SafeString | str:
    """``aria-current`` for a link whose page is the one shown, or lies above it."""
    request = context.get("request")
    address = find_url(url_name)
    if request is None or not address:
        return ""
    if request.path == address:
        return format_html('aria-current="{}"', "page")
    below = address != "/" and request.path.startswith(address)
    return format_html('aria-current="{}"', "true") if below else ""


@register.simple_tag
def find_url(url_name: str, *arguments: Any) -> str:
    """The address of a page, or nothing when the installation has no such page."""
    try:
        return reverse(url_name, args=arguments)
    except NoReverseMatch:
        return ""


class CaptureNode(template.Node):
    """Draws its content into a variable, so that a block can be shown twice (window title and heading)."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        drawn = self.nodelist.render(context)
        context.dicts[0][self.name] = SafeString(drawn.strip())
        return SafeString("")


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """``{% capture name %}...{% endcapture %}``."""
    words = token.split_contents()
    if len(words) != 2:
        raise template.TemplateSyntaxError("capture takes one name: {% capture page_title %}")
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, words[1])
