export const started = Date.now();
export const start = () => started;
console.log(start());
