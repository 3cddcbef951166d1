"""Average linkage against a slow version that recomputes every mean."""

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from xianxing.engines.grouping.linkage import Edge, average_link

EDGES = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 2**20).map(lambda number: number / 2**20),
    max_size=21,
).map(lambda found: [(one, other, value) for (one, other), value in found.items()])


def slow_link(size: int, edges: list[Edge], threshold: float) -> list[list[int]]:
    """Join the pair of clusters with the highest mean similarity, one at a time."""
    values = {(one, other): value for one, other, value in edges}
    clusters = [[node] for node in range(size)]

    def mean(one: list[int], other: list[int]) -> float:
        total = sum(values.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)
        return total / (len(one) * len(other))

    while len(clusters) > 1:
        best = max(combinations(clusters, 2), key=lambda pair: mean(*pair))
        if mean(*best) < threshold:
            break
        clusters = [each for each in clusters if each not in best] + [best[0] + best[1]]
    return sorted(sorted(cluster) for cluster in clusters)


def is_unambiguous(edges: list[Edge]) -> bool:
    return len({value for _, _, value in edges}) == len(edges)


@given(EDGES.filter(is_unambiguous), st.sampled_from((0.2, 0.35, 0.5, 0.8)))
def test_average_link_any_graph_agrees_with_the_slow_version(edges: list[Edge], threshold: float) -> None:
    assert average_link(7, edges, threshold) == slow_link(7, edges, threshold)


@given(EDGES, st.randoms())
def test_average_link_order_of_edges_does_not_matter(edges: list[Edge], chance: Random) -> None:
    shuffled = list(edges)
    chance.shuffle(shuffled)
    assert average_link(7, shuffled, 0.3) == average_link(7, edges, 0.3)


@given(EDGES, st.floats(0.01, 1))
def test_average_link_any_graph_is_a_partition(edges: list[Edge], threshold: float) -> None:
    clusters = average_link(7, edges, threshold)
    assert sorted(node for cluster in clusters for node in cluster) == list(range(7))


def test_average_link_a_chain_is_not_one_cluster() -> None:
    edges = [(0, 1, 0.9), (1, 2, 0.5), (2, 3, 0.9)]
    assert average_link(4, edges, 0.3) == [[0, 1], [2, 3]]


def test_average_link_no_edges_leave_singles() -> None:
    assert average_link(2, [], 0.1) == [[0], [1]]
