import { cellar } from '../cellar';

test('cellar counts on', () => {
  expect(cellar(1)).toBe(5);
});
