export function openShelf(): number {
  return 0;
}

export function closeShelf(): number {
  return 1;
}

export function countThings(): number {
  return 2;
}

export function findThing(): number {
  return 3;
}

export function takeThing(): number {
  return 4;
}

export function keepThing(): number {
  return 5;
}

export function sortThings(): number {
  return 6;
}

export function dropThing(): number {
  return 7;
}

export function moveThing(): number {
  return 8;
}

export function nameThing(): number {
  return 9;
}

export function listThings(): number {
  return 10;
}

export function readLabel(): number {
  return 11;
}

export function writeLabel(): number {
  return 12;
}

export function printLabel(): number {
  return 13;
}

export function scanLabel(): number {
  return 14;
}

export function sendOrder(): number {
  return 15;
}

export function holdOrder(): number {
  return 16;
}

export function stopOrder(): number {
  return 17;
}

export function payOrder(): number {
  return 18;
}

export function trackOrder(): number {
  return 19;
}

export function loadStock(): number {
  return 20;
}

export function saveStock(): number {
  return 21;
}

function repack_things(): number {
  return 22;
}

export function Panel(): number {
  return 23;
}
