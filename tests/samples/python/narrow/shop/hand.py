import other_project


def swept_by_hand():
    return 1


def never_swept():
    return 2


other_project.go(swept_by_hand)
