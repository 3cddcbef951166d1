"""Groups of messages for the list of hot issues, ranked by how many different people complain."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from xianxing.engines.grouping.judgement import COSINE_FLOOR, Subject, compare, subject_of
from xianxing.engines.grouping.linkage import Edge, average_link
from xianxing.engines.grouping.model import Group, Message, Relation
from xianxing.engines.grouping.pairs import alike_pairs
from xianxing.engines.grouping.places import PlaceMatch
from xianxing.engines.grouping.terms import gram_counts, word_counts

LINK_FROM = {Relation.DUPLICATE: 0.95, Relation.SAME_MATTER: 0.30, Relation.SAME_PROBLEM: 0.25}
"""Mean similarity from which two groups become one."""


def group(messages: Iterable[Message], level: Relation = Relation.SAME_MATTER) -> tuple[Group, ...]:
    """Every message in exactly one group, the hottest group first.

    Heat is the number of distinct complainants: posts and likes can be piled up by one person. A message
    without a known complainant counts by its text, so the same anonymous text counts once. Ties: more
    messages, then the earlier first message. `level` SAME_MATTER keeps messages that name different places
    apart, SAME_PROBLEM joins them. This is a proposal for a person: nothing is merged.

    Source: Voorhees 1986 (average linkage); docs/engines/grouping.md.
    """
    ordered = sorted(messages, key=lambda message: (message.time, message.id))
    subjects = [subject_of(message) for message in ordered]
    edges = [*_edges(ordered, subjects, level), *_equal_texts(subjects)]
    clusters = average_link(len(ordered), edges, LINK_FROM[level])
    centrality = _centrality(clusters, edges)
    groups = [
        _summarise([subjects[node] for node in cluster], centrality[cluster[0]]) for cluster in clusters
    ]
    return tuple(
        sorted(groups, key=lambda each: (-each.distinct_complainants, -len(each.members), each.first))
    )


def _edges(messages: Sequence[Message], subjects: Sequence[Subject], level: Relation) -> Iterator[Edge]:
    words = [word_counts(message.title, message.text) for message in messages]
    grams = [gram_counts(message.title, message.text) for message in messages]
    for one, other, cosine in alike_pairs(words, grams, COSINE_FLOOR):
        likeness = compare(subjects[one], subjects[other], cosine)
        if level is Relation.SAME_PROBLEM:
            yield one, other, max(cosine**0.5, likeness.share)
        elif likeness.match is not PlaceMatch.DIFFERENT:
            yield one, other, likeness.similarity


def _equal_texts(subjects: Sequence[Subject]) -> Iterator[Edge]:
    """Edges between equal texts: a text sent a hundred times has only common terms and would be missed."""
    first: dict[bytes, list[int]] = defaultdict(list)
    for node, subject in enumerate(subjects):
        yield from ((earlier, node, 1.0) for earlier in first[subject.key])
        first[subject.key].append(node)


def _centrality(clusters: Iterable[Sequence[int]], edges: Iterable[Edge]) -> dict[int, dict[int, float]]:
    """By the first node of a cluster: how much each member is like the others. The most typical gives the title."""
    head = {node: cluster[0] for cluster in clusters for node in cluster}
    sums = {cluster[0]: dict.fromkeys(cluster, 0.0) for cluster in clusters}
    for one, other, similarity in edges:
        if head[one] == head[other]:
            sums[head[one]][one] += similarity
            sums[head[one]][other] += similarity
    return sums


def _summarise(members: Sequence[Subject], centrality: Mapping[int, float]) -> Group:
    typical = max(zip(members, centrality.values(), strict=True), key=lambda pair: pair[1])[0]
    places = Counter(name for member in members for name in member.places.headline or member.places.districts)
    return Group(
        members=tuple(member.id for member in members),
        distinct_complainants=len({member.complainant or member.key for member in members}),
        places=tuple(name for name, _ in places.most_common(3)),
        first=members[0].time,
        last=members[-1].time,
        title=typical.title,
    )
