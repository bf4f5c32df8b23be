"""The marks in front of the items of a list, as patterns to build on."""

# In front of an item in an answer: ・, 「1. 」.
OURS = r"(?:・|\d+\.\s*)"
# Numbers of items in documents: ①, (1), 1.
NUMBERED = r"[①-⑳]|[(（][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[.．]"
