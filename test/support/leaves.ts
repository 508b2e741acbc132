/** One text of a language: a string, or a function that makes one. */
export interface Leaf {
  /** Where it stands, such as `devices.facts.type`. */
  path: string;
  value: unknown;
}

/** Every text of a tree of words, at any depth. */
export function leavesOf(tree: object, path = ''): Leaf[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return typeof value === 'object' && value !== null ? leavesOf(value, at) : [{ path: at, value }];
  });
}

/** What a text is, as far as two languages must agree in it: where it stands, and what it takes. */
export const kindOf = ({ path, value }: Leaf): string =>
  `${path}: ${typeof value === 'function' ? `function of ${value.length}` : typeof value}`;
