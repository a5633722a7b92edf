const Node = require('jest-environment-node');
class DbEnv extends Node {}
module.exports = DbEnv;
