"""``make check``: every check beside the tests, each with its name and seconds; then one verdict."""

import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
    ("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    ("import contracts", (str(BIN / "lint-imports"), "--no-logo")),
    ("types", (str(BIN / "mypy"), "--no-error-summary")),
    (
        "migrations",
        (
            sys.executable,
            "-m",
            "django",
            "makemigrations",
            "--check",
            "--dry-run",
            "--settings=xianxing.site.settings_test",
        ),
    ),
    ("documents", (sys.executable, "-m", "pytest", "-q", "-m", "not slow", "tests/documents")),
    (
        "coverage of text and engines",
        (
            *(sys.executable, "-m", "pytest", "-q", "-n", "2", "--cov-branch", "--cov-report=term"),
            *("--cov=xianxing.text", "--cov=xianxing.engines", "src/xianxing/text", "src/xianxing/engines"),
        ),
    ),
    ("style figures", (sys.executable, "-m", "tests.architecture")),
)


def main() -> int:
    """Run every check and return 1 when one of them failed."""
    failed = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        began = time.monotonic()
        done = subprocess.run(command, check=False)
        print(
            f"   {name}: {'passed' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - began:.1f} s"
        )
        if done.returncode:
            failed.append(name)
    print("All checks passed." if not failed else f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
