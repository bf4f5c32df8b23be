"""English questions: read in the terms of the documents, and answered in English without translating freely."""
