import { listAll } from './cmds/list.js';
import { readdirSync } from 'fs';
listAll();
for (const f of readdirSync('src/cmds')) {
  const m = await import(new URL('./cmds/' + f, import.meta.url));
  for (const k of Object.keys(m)) m[k]();
}
import { Tax } from './tax.js';
const tax = new Tax();
call('get' + process.argv[2]);
console.log(tax);
