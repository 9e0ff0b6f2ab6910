/** The same as in package.json; `npm run generate -- --check` compares them. */
export const version = '0.1.0'
