export const extraOnly = () => 1;
console.log("extra");
