import { voucher } from '../voucher';

test('voucher counts on', () => {
  expect(voucher(1)).toBe(11);
});
