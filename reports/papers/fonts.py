"""The faces of printed papers: those in static/fonts/pdf and none of the machine they run on."""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings

FOLDER = Path(settings.BASE_DIR, "static", "fonts", "pdf")

CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <test name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Liberation Serif</string></edit>
  </match>
</fontconfig>
"""


LOCK = threading.Lock()


@contextmanager
def only_ours() -> Iterator[None]:
    """Fontconfig reads our configuration when asked within this block, and that of the machine
    outside it: programs started by the same process keep their own faces.
    """
    with LOCK:
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(configuration())
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def configuration() -> Path:
    """The file, written anew if this program moved. A relative path falls back silently to the
    faces of the machine, so every path in it is absolute.
    """
    place = Path(tempfile.gettempdir(), f"ketnghia-fonts-{os.getuid()}")
    place.mkdir(mode=0o700, exist_ok=True)
    conf = place / "fonts.conf"
    wanted = CONF.format(folder=escape(str(FOLDER)), cache=escape(str(place / "cache")))
    if not conf.exists() or conf.read_text() != wanted:
        # Two workers may start at once: each writes its own file, then names it in one step.
        with tempfile.NamedTemporaryFile("w", dir=place, delete=False) as draft:
            draft.write(wanted)
        Path(draft.name).rename(conf)
    return conf
