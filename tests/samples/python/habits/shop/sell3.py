import logging

from shop.stock import count

logger = logging.getLogger(__name__)


def sell_d0(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_d1(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_d2(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_d3(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_d4(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_d5(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)
