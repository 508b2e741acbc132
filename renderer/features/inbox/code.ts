const halves = (code: string): [string, string] => [code.slice(0, 3), code.slice(3)];

/** The code as people compare it: `042 917`. */
export const groupedCode = (code: string): string => halves(code).join(' ');

/** The code as it is to be read out, digit by digit: `0 4 2, 9 1 7`. */
export const spokenCode = (code: string): string =>
  halves(code)
    .map((half) => [...half].join(' '))
    .join(', ');
