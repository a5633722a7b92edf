exports.base = 1;
function listAll() { return 1; }
exports.listAll = listAll;
