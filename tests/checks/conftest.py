"""Files are read without a worker process."""

from tests.reading import reading_here  # noqa: F401
