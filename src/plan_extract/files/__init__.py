"""Where plans are read from and outputs are written to: files, folders, the standard streams, remote stores."""
