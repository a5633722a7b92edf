import logging

from shop.stock import count

logger = logging.getLogger(__name__)


def sell_b0(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_b1(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_b2(name):
    logger.info(f"{name} is gone")
    logger.debug("sold")
    return count(name)


def sell_b3(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_b4(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)


def sell_b5(name):
    logger.info("%s is gone", name)
    logger.debug("sold")
    return count(name)
