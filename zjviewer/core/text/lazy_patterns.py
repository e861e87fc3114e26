"""Regular expressions that are compiled when they are first used: many are needed for certain documents only, and
compiling those of a start takes longer than reading a short report."""

import re
from typing import Any, cast


class LazyPattern:
    """Stands in for a `re.Pattern`; after the first use its methods are those of the compiled expression."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """A method or attribute of the compiled expression; called once, because all are stored then."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in dir(compiled) if not each.startswith("__")})
        return getattr(compiled, name)


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Expression that is compiled when one of its methods is first used. An invalid one raises `re.error` only then; a
    test compiles all of them."""
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))
