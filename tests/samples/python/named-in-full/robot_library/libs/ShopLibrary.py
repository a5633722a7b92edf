class ShopLibrary:
    def open_shop(self, url):
        return url

    def log_in_as(self, who):
        return who
