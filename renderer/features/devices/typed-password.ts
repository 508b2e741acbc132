/** The hub's rule for a password that a person chose, so that it can be said while typing. */
export const isTypedPassword = (text: string): boolean => text.length >= 8 && text.length <= 128;
