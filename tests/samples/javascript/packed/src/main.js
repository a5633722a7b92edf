const { shown } = require('./shown');

console.log(shown());
