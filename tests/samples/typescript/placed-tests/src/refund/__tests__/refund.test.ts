import { refund } from '../refund';

test('refund counts on', () => {
  expect(refund(1)).toBe(19);
});
