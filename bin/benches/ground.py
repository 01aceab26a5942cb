"""A PostgreSQL and a Redis of a bench's own, with tables and nothing in them."""

import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from house import environment, site
from house.instances import Postgres, Premises, Redis, spare_port

SECRET = "only-for-benches-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2


class Ground:
    """Where a bench works: its folder, its two servers, and the environment of its processes."""

    def __init__(self, base: Path):
        self.base = base
        self.premises = Premises(base)
        self.database = Postgres(self.premises)  # writes down what it says it has: it gets killed
        self.broker = Redis(self.premises)
        self.port = spare_port()
        ours = {
            "SECRET_KEY": SECRET,
            "MEDIA_ROOT": str(base / "media"),
            "DOCUMENTS_ROOT": str(base / "documents"),
            "SITE_URL": f"http://127.0.0.1:{self.port}",
        }
        urls = self.database.urls() | self.broker.urls()
        self.environment = environment.common(port=self.port) | ours | urls


@contextmanager
def opened():
    """Gone at its end, however it ends."""
    with ExitStack() as stack:
        base = Path(tempfile.mkdtemp(prefix="ket-nghia-bench-"))
        stack.callback(shutil.rmtree, base, ignore_errors=True)
        base.chmod(0o711)  # the user of the servers passes through, and sees only its own
        ground = Ground(base)
        for server in (ground.database, ground.broker):
            stack.callback(server.stop)
            server.start()
        site.prepare(ground.environment, own_database=False)
        os.environ.update(ground.environment)
        yield ground
