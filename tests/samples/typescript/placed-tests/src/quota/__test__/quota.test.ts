import { quota } from '../quota';

test('quota counts on', () => {
  expect(quota(1)).toBe(22);
});
