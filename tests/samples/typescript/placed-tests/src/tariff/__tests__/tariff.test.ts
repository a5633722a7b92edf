import { tariff } from '../tariff';

test('tariff counts on', () => {
  expect(tariff(1)).toBe(20);
});
