/** Whether a text is a whole number between two bounds, both included. */
export const isWholeNumber = (text: string, least: number, most: number): boolean =>
  /^\d{1,9}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
