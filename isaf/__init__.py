"""OpenISAF: citizens and those who serve them learn, score, agree and follow up, in public."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("openisaf")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+source"
