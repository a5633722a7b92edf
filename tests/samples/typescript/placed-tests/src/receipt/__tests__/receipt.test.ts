import { receipt } from '../receipt';

test('receipt counts on', () => {
  expect(receipt(1)).toBe(10);
});
