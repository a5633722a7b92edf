import logging

from shop.stock import count

logger = logging.getLogger(__name__)


def sell_c0(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_c1(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_c2(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_c3(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_c4(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_c5(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)
