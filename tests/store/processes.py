"""Other processes that work on the same database."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import assessment


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(assessment.__file__).parent.parent)}


def in_another_process(code: str, address: str, token: str) -> None:
    imports = "from assessment.store import Key, Store\n"
    imports += "from assessment.instrument import Answer\nimport sys\naddress, token = sys.argv[1:]\n"
    lines = [line.strip() for line in code.splitlines()]
    subprocess.run(
        [sys.executable, "-c", imports + "\n".join(lines), address, token], env=surroundings(), check=True, timeout=60
    )


def a_process(code: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code]
    return subprocess.Popen(command, env=surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def save_until_killed(worker: subprocess.Popen[str], address: str, token: str, chance: random.Random) -> list[str]:
    """The notes whose saving was acknowledged before the server was killed, at a random moment."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(f"{address} {token}\n")
    worker.stdin.flush()
    said = [worker.stdout.readline() for _ in range(chance.randint(2, 60))]
    time.sleep(chance.uniform(0, 0.01))
    child = next(line for line in said if line.startswith("child "))
    os.kill(int(child.split()[1]), signal.SIGKILL)
    said += iter(worker.stdout.readline, "dead\n")
    return [line.split()[1] for line in said if line.startswith("saved ")]
