BOT_NAME = 'shop'
SPIDER_MODULES = ['shop.spiders']
ITEM_PIPELINES = {'shop.pipelines.DropDuplicates': 300}
DOWNLOADER_MIDDLEWARES = {'shop.middlewares.RotateAgent': 500}
