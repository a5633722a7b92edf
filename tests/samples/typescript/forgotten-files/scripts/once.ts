export const once = () => 1;
console.log(once());
