import { courier } from '../courier';

test('courier counts on', () => {
  expect(courier(1)).toBe(16);
});
