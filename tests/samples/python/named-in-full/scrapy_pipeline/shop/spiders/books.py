import scrapy


class BooksSpider(scrapy.Spider):
    name = 'books'
    start_urls = ['https://example.org']

    def parse(self, response):
        yield {'id': 1}
