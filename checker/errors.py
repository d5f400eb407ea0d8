"""Every error a user can meet.

CheckerError
├── ReadError      a document could not be read (exit 3)
├── RuleSetError   a rule set could not be used (exit 3)
└── UsageError     the call itself is wrong (exit 2)

Each message is Chinese and says where, what, and what to do.
"""


class CheckerError(Exception):
    """Base of all errors that are explained to the user; `str()` gives the message."""


class ReadError(CheckerError):
    """A document could not be read or is no report of the expected kind."""


class RuleSetError(CheckerError):
    """A rule set is broken; the message holds `file:line:column`."""


class UsageError(CheckerError):
    """The options contradict each other or name something unknown."""
