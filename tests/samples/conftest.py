"""The samples are read, never run: their tests are part of what is read."""

collect_ignore_glob = ["*"]
