module.exports = function (plop) {};
