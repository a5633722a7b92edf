const builder = require('../electron-builder');

const afterPack = async (context) => {
  console.log(builder.productName, context.appOutDir);
};

exports.default = afterPack;
