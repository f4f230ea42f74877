"""The readiness check: its checks, its findings, and their texts."""
