"""What several tests need: the rule set, loaded once, and the shared reports where they are."""

from pathlib import Path

import pytest
from hypothesis import settings

import checker
from checker.model import RuleSet

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile("steady", deadline=None)  # the first document of a format loads its libraries
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected cards of examples/ anew")


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    return checker.load_rules()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The labelled real reports; they are not part of the project."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("../shared is not here: the real reports are not part of the project")
    return SHARED
