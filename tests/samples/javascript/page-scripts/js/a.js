function save() {}

function helper() {}
