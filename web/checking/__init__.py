"""The checker for people: a draft, the report on it, and the forms that the report takes."""
