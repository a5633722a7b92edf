import { pallet } from '../pallet';

test('pallet counts on', () => {
  expect(pallet(1)).toBe(15);
});
