const path = require("path");
const packageFile = path.join(__dirname, "..", "package.json");
const manifest = require(packageFile);

module.exports.title = manifest.name;
module.exports.subtitle = "of " + manifest.version;
