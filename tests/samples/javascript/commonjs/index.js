const text = require("./lib/text");
const { join: glue } = require("./lib/paths");
const Server = require("./lib/server");

exports.start = function start() {
  const { level } = require("./lib/log");
  return glue(text.lower("A"), level, require("./lib/log").prefix);
};

module.exports.server = new Server();
