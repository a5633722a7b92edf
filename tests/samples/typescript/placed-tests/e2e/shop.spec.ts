test('the shop opens', async ({ page }) => {
  await page.goto('/');
  expect(page.url()).toContain('shop');
});
