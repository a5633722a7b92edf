import { crate } from '../crate';

test('crate counts on', () => {
  expect(crate(1)).toBe(7);
});
