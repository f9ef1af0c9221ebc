"""The languages of the pages. Vietnamese is the language they are written in; the others are catalogues of gettext."""
