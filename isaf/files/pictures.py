"""Reading pictures that strangers made, and writing the copy that everyone may see."""

import io
import warnings
from typing import IO

from PIL import Image, ImageOps

from .problems import FileCut, PictureTooLarge
from .rules import MOST_POINTS, check_points

FORMATS = ("PNG", "JPEG", "WEBP")
LONGEST_SIDE = 1600  # points of the public copy: a page of a plan can still be read
QUALITY = 80


def _open(file: IO[bytes]) -> Image.Image:
    """The picture with its size judged before anything is unpacked."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            image = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError:
        raise PictureTooLarge(megapixels=">178", most=MOST_POINTS // 10**6) from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise FileCut() from None
    check_points(*image.size)
    return image


def check(file: IO[bytes]) -> None:
    """Nothing for a picture that can be read to its end; a JPEG is read at an eighth of its size."""
    image = _open(file)
    image.draft("RGB", (image.width // 8, image.height // 8))
    _load(image)


def _load(image: Image.Image) -> None:
    try:
        image.load()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        raise FileCut() from None


def written_anew(file: IO[bytes]) -> tuple[bytes, str]:
    """The picture's points alone, upright and at most ``LONGEST_SIDE`` long, with its new kind.

    Nothing else is carried over: no camera data, position, embedded thumbnail, comment or colour profile. A
    picture that can be seen through stays PNG, every other becomes JPEG.
    """
    image = _open(file)
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    _load(image)
    upright = ImageOps.exif_transpose(image)
    is_clear = "A" in upright.getbands() or "transparency" in upright.info
    plain = upright.convert("RGBA" if is_clear else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    target = io.BytesIO()
    if is_clear:
        bare.save(target, "PNG", optimize=True)
        return target.getvalue(), "png"
    bare.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return target.getvalue(), "jpeg"
