"""What in a text tells a person: names, numbers of papers, telephones, addresses; found and masked.

Found by rules, without any model; ``docs/privacy.md`` says how well, and what is not found.
"""

from corpus.personal.found import Found, Masked, PersonalKind
from corpus.personal.masking import MASKS, find_personal, leave_out, mask

__all__ = ["MASKS", "Found", "Masked", "PersonalKind", "find_personal", "leave_out", "mask"]
