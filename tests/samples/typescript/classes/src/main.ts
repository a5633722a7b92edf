import { Controller, Get } from "@nestjs/common";
import { EventEmitter } from "node:events";

interface Drawable {
  draw(): void;
}

abstract class Shape {
  abstract area(): number;

  describe() {
    return this.area();
  }

  scale() {
    return 2;
  }
}

class Square extends Shape implements Drawable {
  area() {
    return 1;
  }

  draw() {}

  rotate() {
    return 90;
  }

  toJSON() {
    return {};
  }

  onClick = () => {};
}

class Circle extends Shape {
  area() {
    return 3;
  }

  roll() {
    return 1;
  }
}

class Bus extends EventEmitter {
  flush() {}
}

@Controller("cats")
class Cats {
  @Get()
  all() {
    return [];
  }
}

const { onClick } = new Square();
console.log(new Square().describe(), new Bus(), new Circle(), Cats, onClick);
