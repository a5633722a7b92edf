const fs = require('fs');
const path = require('path');
const { base } = require('./cmds/list');
const load = require;
console.log(base);
for (const f of fs.readdirSync(path.join(__dirname, 'cmds'))) { const m = load(path.join(__dirname, 'cmds', f)); for (const k in m) m[k](); }
