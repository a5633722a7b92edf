class Production:
    SQLALCHEMY_ECHO = False
    SESSION_COOKIE_SECURE = True
