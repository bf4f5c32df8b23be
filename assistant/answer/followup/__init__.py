"""What a follow-up question means: rules for Japanese and English, each in its module."""
