/** The same rule as the hub's, so that it can be said while typing. */
export const isName = (text: string): boolean => {
  const { length } = text.trim();
  return length >= 1 && length <= 64;
};
