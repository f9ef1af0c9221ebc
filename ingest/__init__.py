"""From file to corpus: what is in a file, read, cleaned, taken apart and stored with its doubts."""
