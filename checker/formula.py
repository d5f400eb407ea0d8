"""What every report says in the same words: the formulas of guidance, which prove neither copying nor an echo."""

WORDS = "习近平|党的[一二三四五六七八九十]{2,3}大|四个意识|四个自信|两个维护|两个确立"
"""A pattern without groups, to be joined with the formulas of a single use."""
