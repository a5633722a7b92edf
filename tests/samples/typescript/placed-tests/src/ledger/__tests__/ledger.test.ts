import { ledger } from '../ledger';

test('ledger counts on', () => {
  expect(ledger(1)).toBe(9);
});
