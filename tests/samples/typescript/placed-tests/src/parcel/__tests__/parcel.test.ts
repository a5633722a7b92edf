import { parcel } from '../parcel';

test('parcel counts on', () => {
  expect(parcel(1)).toBe(14);
});
