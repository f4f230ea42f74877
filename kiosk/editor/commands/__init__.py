"""The commands of the editor's desk."""
