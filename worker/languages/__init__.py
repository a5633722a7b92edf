"""One file a language: each has a `MODULE`, and is found by being here. See docs/contributors.md for how to add one."""
