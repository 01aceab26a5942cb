"""Pictures: whole, and not larger than a machine can show. Their bytes, place of taking and all,
stay as they came; where a photo was taken is read by nobody.
"""

import warnings
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageFile

from core.errors import RuleViolation
from partnerships.choices import MediaType

FORMATS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.WEBP: "WEBP"}
MOST = 60_000_000  # points; at four bytes each as much memory as one request may take
MOST_OF_A_JPEG = 130_000_000  # opened at an eighth of its size
SIDE = 60_000


def require_whole(file: BinaryIO, kind: MediaType) -> None:
    """Raise RuleViolation for a picture that is damaged, cut off or a bomb."""
    file.seek(0)
    # WeasyPrint lets every picture of the process be cut off; a paper has none but our own.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with opened(file, kind) as picture:
            picture.draft("RGB", (1000, 1000))
            picture.load()
    except RuleViolation:
        raise
    except Exception:  # Pillow raises whatever its decoders do
        raise RuleViolation(
            _("This picture is damaged and cannot be shown whole. Take or save it once more."),
            "file",
        ) from None


def opened(file: BinaryIO, kind: str) -> Image.Image:
    """The picture, its size judged before anything of it is unpacked."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # judged below
        picture = Image.open(file, formats=[FORMATS[MediaType(kind)]])
    most = MOST_OF_A_JPEG if kind == MediaType.JPEG else MOST
    if picture.width * picture.height > most or max(picture.size) > SIDE:
        picture.close()
        raise RuleViolation(
            _(
                "This picture has %(width)s × %(height)s points, too many to be shown. Make it "
                "smaller."
            )
            % {"width": picture.width, "height": picture.height},
            "file",
        )
    return picture
