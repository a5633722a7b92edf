import { till } from '../till';

test('till counts on', () => {
  expect(till(1)).toBe(2);
});
