def burn():
    return 1


def _season_more():
    return 2
