import { custom } from '../custom';

test('custom counts on', () => {
  expect(custom(1)).toBe(21);
});
