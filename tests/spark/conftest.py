"""Apache Spark as a company has it: a master, two workers on this machine, and its SQL server before them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

PATIENCE = 180
"""Seconds that its SQL server may take to open."""


@dataclass
class Spark:
    """folder: where it works and writes its logs. port: of its SQL server."""

    home: Path
    folder: Path
    port: int
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"hive://127.0.0.1:{self.port}/default?auth=NOSASL"

    def start(self, name: str, *words: str) -> None:
        environment = os.environ | {
            "SPARK_HOME": str(self.home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": str(self.folder / "local"),
            "SPARK_WORKER_DIR": str(self.folder / "work"),
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            self._running[name] = subprocess.Popen(
                [str(self.home / "bin" / "spark-class"), *words],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self, name: str) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._running[name].pid, signal.SIGKILL)
        self._running.pop(name).wait()

    def stop_all(self) -> None:
        for name in list(self._running):
            self.stop(name)

    def said(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def tasks_of_each_executor(self) -> list[int]:
        logs = self.folder.glob("work/*/*/stderr")
        return [log.read_text(errors="replace").count("Running task") for log in sorted(logs)]


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    found = find_spec("pyspark")
    assert found is not None, "run make test-spark, which installs it"
    assert found.origin is not None
    master, port = free_port(), free_port()
    running = Spark(Path(found.origin).parent, tmp_path_factory.mktemp("spark"), port)
    try:
        here = ("--host", "127.0.0.1", "--webui-port", "0")
        running.start("master", "org.apache.spark.deploy.master.Master", "--port", str(master), *here)
        wait_for(master, running, "master")
        cluster = f"spark://127.0.0.1:{master}"
        small = ("--cores", "1", "--memory", "640m")
        for worker in ("worker 1", "worker 2"):
            running.start(worker, "org.apache.spark.deploy.worker.Worker", cluster, *small, *here)
        settings = {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.memory": "640m",
            "spark.executor.memory": "512m",
            "spark.executor.cores": "1",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.warehouse.dir": str(running.folder / "warehouse"),
            "spark.ui.enabled": "false",
        }
        hive = {
            "hive.server2.thrift.port": str(port),
            "hive.server2.thrift.bind.host": "127.0.0.1",
            "hive.server2.authentication": "NOSASL",
            "javax.jdo.option.ConnectionURL": f"jdbc:derby:;databaseName={running.folder / 'metastore'};create=true",
        }
        running.start(
            "server",
            "org.apache.spark.deploy.SparkSubmit",
            *("--master", cluster, "--class", "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"),
            *(word for name, value in settings.items() for word in ("--conf", f"{name}={value}")),
            "spark-internal",
            *(word for name, value in hive.items() for word in ("--hiveconf", f"{name}={value}")),
        )
        wait_for(port, running, "server")
        yield running
    finally:
        running.stop_all()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int, running: Spark, name: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    pytest.fail(f"Spark's {name} did not open:\n{running.said(name)[-2000:]}")
