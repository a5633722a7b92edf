import { shelf } from '../shelf';

test('shelf counts on', () => {
  expect(shelf(1)).toBe(3);
});
