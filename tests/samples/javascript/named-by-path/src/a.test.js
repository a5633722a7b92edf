/**
 * @jest-environment <rootDir>/qa/dbenv.js
 */
test('x', () => {});
