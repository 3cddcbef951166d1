"""Average-link clustering of a sparse graph of similarities.

Source: R. R. Sokal, C. D. Michener, "A statistical method for evaluating systematic relationships", 1958
(UPGMA); a pair without an edge counts as similarity 0.
"""

import heapq
from collections.abc import Iterable

Edge = tuple[int, int, float]


def average_link(size: int, edges: Iterable[Edge], threshold: float) -> list[list[int]]:
    """A partition of 0..size-1: clusters were joined while their mean similarity reached `threshold`.

    Each cluster is ascending; clusters stand in the order of their first member. Equal means are joined in
    the order of the clusters' numbers, so the result does not depend on the order of the edges.
    """
    members = {node: [node] for node in range(size)}
    links: dict[int, dict[int, float]] = {node: {} for node in range(size)}
    for one, other, similarity in edges:
        links[one][other] = links[other][one] = similarity
    heap = [(-value, one, other) for one in links for other, value in links[one].items() if one < other]
    heapq.heapify(heap)
    following = size
    while heap and -heap[0][0] >= threshold:
        _, one, other = heapq.heappop(heap)
        if one in members and other in members:
            _join(members, links, (one, other, following))
            for neighbour, total in links[following].items():
                mean = total / (len(members[neighbour]) * len(members[following]))
                heapq.heappush(heap, (-mean, neighbour, following))
            following += 1
    return sorted(sorted(cluster) for cluster in members.values())


def _join(
    members: dict[int, list[int]], links: dict[int, dict[int, float]], numbers: tuple[int, int, int]
) -> None:
    """Replace two clusters by a third; `links` holds sums of similarities between clusters."""
    one, other, joined = numbers
    members[joined] = members.pop(one) + members.pop(other)
    sums = links.pop(one)
    for neighbour, total in links.pop(other).items():
        sums[neighbour] = sums.get(neighbour, 0.0) + total
    for number in (one, other):
        sums.pop(number, None)
    links[joined] = sums
    for neighbour, total in sums.items():
        links[neighbour].pop(one, None)
        links[neighbour].pop(other, None)
        links[neighbour][joined] = total
