*** Settings ***
Library    ../libs/ShopLibrary.py

*** Test Cases ***
Login
    Open Shop    x
    Log In As    bob
