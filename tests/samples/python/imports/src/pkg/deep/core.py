from .. import sibling
from ..sibling import two_up as renamed
from . import near


def exported_and_used():
    return sibling.by_module(), renamed(), near.close_by()


def exported_never_used():
    return 1
