import { deposit } from '../deposit';

test('deposit counts on', () => {
  expect(deposit(1)).toBe(18);
});
