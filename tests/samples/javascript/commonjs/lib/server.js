class Server {
  constructor() {
    this.port = 1;
  }
}

module.exports = Server;
