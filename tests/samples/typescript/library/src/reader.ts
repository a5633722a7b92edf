export default class Reader {
  next() {
    return 1;
  }
}
