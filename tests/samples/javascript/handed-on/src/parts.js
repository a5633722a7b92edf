export class Menu {
  handleEvent(e) {}
}

export class Shop {
  getPrice(call, done) {}
}

export class Robot {
  left() {}
}

export class Own {
  run() {}

  forgotten() {}
}

export class Shown {
  alsoForgotten() {}
}
