def outer_kept(**options):
    def controller(view):
        def wrapper():
            return view(options)

        return wrapper

    return controller


def outer_named_in_text(**options):
    def inner_controller(view):
        return view

    return inner_controller


def outer_dead():
    def inner():
        return 1

    return inner
