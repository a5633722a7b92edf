from .basic import handle_start, handle_stop
