import { rebate } from '../rebate';

test('rebate counts on', () => {
  expect(rebate(1)).toBe(13);
});
