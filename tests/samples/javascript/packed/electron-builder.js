const config = {
  productName: 'Packed',
  afterPack: 'scripts/afterPack.js',
};

module.exports = config;
