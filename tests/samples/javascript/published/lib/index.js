exports.go = function go() { return new (require("./deep").Deep)(); };
