import { basket } from '../basket';

test('basket counts on', () => {
  expect(basket(1)).toBe(8);
});
