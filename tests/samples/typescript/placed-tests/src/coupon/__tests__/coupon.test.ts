import { coupon } from '../coupon';

test('coupon counts on', () => {
  expect(coupon(1)).toBe(12);
});
