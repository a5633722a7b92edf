"""A web shop with doors that stand open, and doors that only look so."""

import asyncio
import hashlib
import os
import pickle
import random
import secrets
import ssl
import subprocess
import time

import requests
import yaml

PAYMENT_API_KEY = "pk7Qx2Vb9LtR4mNz8Wc1Yd6H"
TOKEN_URL = "https://auth.example/oauth/token"
PASSWORD_FIELD = "user-password-field-1"
SECRET_KEY = "change-me-in-production-1"


def serve(db, request):
    find(db, request.args["name"])
    count(db, "orders")
    register(request)
    configure("shop.yaml")
    asyncio.run(poll())


def find(db, name):
    return db.execute(f"SELECT * FROM orders WHERE name = '{name}'")


def count(db, table):
    return db.execute(f"SELECT count(*) FROM {table}")


def found(db, ids):
    marks = ", ".join("?" for _ in ids)
    return db.execute(f"SELECT * FROM orders WHERE id IN ({marks})", ids)


def register(request):
    password = request.form["password"]
    stored = hashlib.md5(password.encode()).hexdigest()
    token = "".join(random.choice("abc") for _ in range(20))
    good_token = secrets.token_hex(20)
    colour = random.choice(["red", "green"])
    basket = pickle.loads(request.cookies["basket"])
    return stored, token, good_token, colour, basket


def etag(content):
    return hashlib.md5(content).hexdigest()


def restore(path):
    with open(path, "rb") as stream:
        return pickle.load(stream)


def configure(path):
    with open(path) as stream:
        settings = yaml.load(stream, Loader=yaml.Loader)
    convert(settings["logo"])
    subprocess.run("convert --version", shell=True, check=True)
    requests.get(settings["url"], verify=False, timeout=5)
    requests.get(settings["url"])
    os.chmod(path, 0o777)
    os.chmod(path, 0o755)
    return settings


def convert(logo):
    subprocess.run("convert " + logo, shell=True, check=True)


def context(insecure):
    made = ssl.create_default_context()
    if insecure:
        made.check_hostname = False
        made.verify_mode = ssl.CERT_NONE
    return made


async def poll():
    time.sleep(1)
    asyncio.create_task(asyncio.sleep(1))
    try:
        await asyncio.sleep(1)
    except:
        pass
