import { invoice } from '../invoice';

test('invoice counts on', () => {
  expect(invoice(1)).toBe(17);
});
