class Timing {
  onRunComplete(ctx, results) { console.log(results); }
  getLastError() { return null; }
}
module.exports = Timing;
