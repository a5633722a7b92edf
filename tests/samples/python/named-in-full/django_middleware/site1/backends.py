class TokenBackend:
    def authenticate(self, request, token=None):
        return None

    def get_user(self, user_id):
        return None
