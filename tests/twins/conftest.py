"""The twins are read, never run: its tests are part of what is read."""

collect_ignore_glob = ["*"]
