document.body.innerHTML = `<a onclick="remove(1)">x</a>`;

function remove() {
  helper();
}
