"""consistency.place: the text calls itself by the name of another place (建设现代化新某市 in a neighbour's report).

An error only where the words can only be about the issuer itself, the name is certainly a place, and the place neither
belongs to the issuer nor the issuer to it by the national divisions. Where the name is in no list, a hint. Sentences that
deal with others (考察, 协作, 与……, 来自……) are passed over.
"""

from itertools import islice

from checker.consistency.bodies import bodies, titles
from checker.consistency.ourselves import misnamed
from checker.consistency.own import Foreign, own
from checker.consistency.slogans import paired, slogans
from checker.model import Document, Finding
from checker.passage import passage, sentence_at

ID = "consistency.place"
MAX_SHOWN = 12
"""So many findings make the point; a report with another's name all through has the wrong title."""


def check(document: Document) -> tuple[Finding, ...]:
    """Self-references to a place that is not the issuer's; nothing where the issuer names no place."""
    mine = own(document)
    if mine is None:
        return ()
    chars = document.text.chars
    found: dict[int, Foreign] = {}
    ours = (Foreign(start, end, words, "error") for start, end, words in misnamed(chars, mine))
    for entries in (slogans(document, mine), bodies(chars, mine), titles(chars, mine), ours, paired(chars, mine)):
        for entry in islice(entries, MAX_SHOWN):
            found.setdefault(entry.end, entry)
    findings = []
    for entry in sorted(found.values())[:MAX_SHOWN]:
        sentence = sentence_at(document, entry.start)
        section = sentence.section if sentence else -1
        message = f"报告主体是“{mine.name}”，这里自称“{entry.name}”，请核对是否为别处文字的残留。"
        if entry.level == "hint":
            message = f"报告主体是“{mine.name}”，这里写作“{entry.name}”，请核对是否写错地名。"
        findings.append(Finding(ID, entry.level, passage(document, entry.start, entry.end, section), message))
    return tuple(findings)
