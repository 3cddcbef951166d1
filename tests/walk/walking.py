"""Ask every address as every part, each time from the same state of the office."""

from dataclasses import dataclass, field

from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.test import Client
from django.urls import reverse

from tests.walk.addresses import METHODS, PARTS, Answers, address_names
from tests.walk.pages import faults_of
from tests.walk.scene import Scene


@dataclass(slots=True)
class Walk:
    """What a walk through all addresses found."""

    answers: Answers = field(default_factory=dict)
    faults: set[tuple[str, str]] = field(default_factory=set)


class Walker:
    """Knocks at addresses of one scene; whatever a knock changes is taken back."""

    def __init__(self, scene: Scene, language: str = "zh-hans") -> None:
        self.scene = scene
        self.language = language
        self.sessions: dict[str, str] = {}
        for part, account in scene.cast.accounts().items():
            client = Client()
            client.force_login(account)
            self.sessions[part] = client.session.session_key or ""

    def variants(self) -> list[str]:
        """Return the addresses with their variants, in the order of the resolver."""
        known = self.scene.arguments
        return [
            variant
            for address in dict.fromkeys(address_names())
            for variant in sorted(
                (given for given in known if given.split(" ")[0] == address),
                key=lambda name: name.split(" ")[1:],
            )
            or [address]
        ]

    def walk(self, parts: tuple[str, ...] = PARTS, methods: tuple[str, ...] = METHODS) -> Walk:
        """Ask every address as each part by each method."""
        walk = Walk()
        for variant in self.variants():
            for method in methods:
                walk.answers[variant, method] = tuple(
                    self.knock(walk, variant, method, part) for part in parts
                )
        return walk

    def knock(self, walk: Walk, variant: str, method: str, part: str) -> str:
        """Ask one address and return the status of its answer."""
        url = reverse(variant.split(" ", maxsplit=1)[0], kwargs=self.scene.arguments.get(variant))
        with transaction.atomic():
            response = self._client(part).generic(method, url)
            content_type = response.headers.get("Content-Type", "")
            if not response.streaming and content_type.startswith("text/html"):
                page = response.content.decode()
                walk.faults |= {(variant, fault) for fault in faults_of(page)}
                if (
                    self.language == "en"
                    and response.status_code == 200
                    and 'lang="en"' not in page
                    and "<html" in page
                ):
                    walk.faults.add((variant, "not in English"))
            # Closing says that the request has ended, at which Django drops a connection that is in a transaction.
            request_finished.disconnect(close_old_connections)
            response.close()
            request_finished.connect(close_old_connections)
            transaction.set_rollback(True)
        return str(response.status_code)

    def _client(self, part: str) -> Client:
        client = Client(raise_request_exception=False)
        client.cookies["django_language"] = self.language
        if part in self.sessions:
            client.cookies["sessionid"] = self.sessions[part]
        return client
