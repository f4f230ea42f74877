"""The keys of a coalition: who may sign, and signing together."""
