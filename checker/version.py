"""Version of the program; pyproject.toml reads it from here, so importlib.metadata (46 ms) is not needed."""

VERSION = "0.1.0"
