"""The plan document as YAML and JSON: written, and read back."""
