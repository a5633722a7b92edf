function draw() {}

function forgotten() {}

draw();
