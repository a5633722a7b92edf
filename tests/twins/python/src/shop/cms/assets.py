"""Pictures, fonts and style sheets of the site."""

import os


def collect(extension: str, directory: str) -> list[str]:
    """What lies anywhere in a directory and has such an ending: sorted, slashes forward, the directory left off."""
    assets = []
    for folder, _, names in os.walk(directory):
        for name in names:
            full = os.path.join(folder, name)
            if name.endswith(extension) and os.path.isfile(full):
                assets.append(os.path.relpath(full, directory).replace(os.sep, "/"))
    assets.sort()
    return assets


def collect_folders(directory: str) -> list[str]:
    """The folders anywhere in a directory: sorted, slashes forward, the directory left off."""
    folders = []
    for folder, names, _ in os.walk(directory):
        for name in names:
            full = os.path.join(folder, name)
            folders.append(os.path.relpath(full, directory).replace(os.sep, "/"))
    folders.sort()
    return folders
