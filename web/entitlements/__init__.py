"""The matrix of entitlements as doors give it: JSON, a table, a page."""
