import logging

from shop.stock import count

logger = logging.getLogger(__name__)


def sell_a0(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_a1(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_a2(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_a3(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_a4(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_a5(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)
