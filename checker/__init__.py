"""Completeness checker for official reports: `checker.check("draft.txt")` gives a `Scorecard`."""

from checker.errors import CheckerError, ReadError, RuleSetError
from checker.model import Outcome, Scorecard
from checker.pipeline import check, check_text, load_rules

__all__ = ["CheckerError", "Outcome", "ReadError", "RuleSetError", "Scorecard", "check", "check_text", "load_rules"]
