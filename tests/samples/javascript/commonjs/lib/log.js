const level = 3;
const prefix = ">";

module.exports = { level, prefix };
