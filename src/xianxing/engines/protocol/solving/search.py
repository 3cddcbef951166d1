"""The one place that imports the solver: a model is searched, and what was proved is said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xianxing.engines.protocol.errors import NoPlanError, SolverMissingError
from xianxing.engines.protocol.terms import Reason

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

SOURCE = "OR-Tools CP-SAT"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a search proved. `gap` is the distance to the proved bound as a share of the cost, 0 when optimal."""

    optimal: bool
    cost: int
    bound: float
    gap: float

    @property
    def reason(self) -> Reason:
        if self.optimal:
            return Reason(f"已证明最优（代价 {self.cost}）", SOURCE)
        return Reason(
            f"时限内未证明最优：代价 {self.cost}，下界 {self.bound:g}，差距 {self.gap:.0%}；可延长时限或手工调整",
            SOURCE,
        )


def new_model() -> "CpModel":
    """An empty model. Raises: SolverMissingError. Source: OR-Tools CP-SAT."""
    try:
        from ortools.sat.python import cp_model  # late import: optional package
    except ImportError:
        raise SolverMissingError(
            "没有安装求解器 ortools，不能自动分车、分房；请安装可选包 ortools，或手工安排"
        ) from None
    return cp_model.CpModel()


def search(
    model: "CpModel", *, seconds: float, workers: int, scale: int = 1
) -> tuple[Callable[["IntVar"], int], Proof]:
    """The value of each variable in the best plan found within `seconds`, and what was proved.

    `scale` is how many times the cost the objective is.

    Raises: NoPlanError when there is none, or none was found in time. Source: OR-Tools CP-SAT.
    """
    from ortools.sat.python import cp_model  # late import: optional package

    solver: CpSolver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        raise NoPlanError("没有可行的安排：座位（房间）、固定的人员和要求互相冲突；请加车（房）或放宽固定")
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        raise NoPlanError(f"{seconds:g} 秒内没有找到安排；请延长时限或分批安排")
    cost, bound = round(solver.objective_value / scale), solver.best_objective_bound / scale
    gap = 0.0 if status == cp_model.OPTIMAL else (cost - bound) / max(abs(cost), 1)
    return solver.value, Proof(status == cp_model.OPTIMAL, cost, bound, gap)
