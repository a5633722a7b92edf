class DropDuplicates:
    def open_spider(self, spider):
        self.seen = set()

    def process_item(self, item, spider):
        self.seen.add(item['id'])
        return item
