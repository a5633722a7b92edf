hiddenimports = ['shop.plugins']
datas = [('a', 'b')]
