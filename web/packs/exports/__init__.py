"""Training packs as files: one outline of a collection, and a module for each form of it."""

from web.packs.exports.forms import Exported, Form, export

__all__ = ["Exported", "Form", "export"]
