import { stall } from '../stall';

test('stall counts on', () => {
  expect(stall(1)).toBe(6);
});
