function swizzled() {}
function dead() {}
 module.exports = swizzled;
