import { loft } from '../loft';

test('loft counts on', () => {
  expect(loft(1)).toBe(4);
});
