const made: string[] = [];

export const z = {
  object: (shape: object) => made.push(String(shape)),
  shapeOf: (name = "") => ({ made: made.push(name) }),
};
