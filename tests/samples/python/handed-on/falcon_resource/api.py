import falcon


class Things:
    def on_get(self, req, resp):
        resp.media = []

    def on_post(self, req, resp):
        resp.status = 201


app = falcon.App()
app.add_route('/things', Things())
