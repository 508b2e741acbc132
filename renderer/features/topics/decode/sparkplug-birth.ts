import { DECODE_LIMITS } from './limits.ts';
import { fieldsOf, METRIC, METRICS, messagesAt, scalarAt, typeAt } from './sparkplug-fields.ts';
import { Parts } from './tree.ts';

/** What a birth says of an alias. `type`: the data type, `null` if it has none. */
export interface Told {
  name: string;
  type: string | null;
}

/** Aliases, as their digits, with what they stand for; `null`: the birth contradicts itself about this one. */
export type Aliases = ReadonlyMap<string, Told | null>;

/**
 * The aliases that the payload of an NBIRTH or DBIRTH gives to its metrics. The specification wants each alias to have one name, and each
 * name one alias; those that break this stand for nothing. Throws `Unreadable`.
 */
export function birthAliases(bytes: Uint8Array): Aliases {
  const parts = new Parts();
  const aliases = new Map<string, Told | null>();
  const aliasOf = new Map<string, string>();
  for (const metric of messagesAt(fieldsOf(bytes, parts, 0), METRICS)) {
    const fields = fieldsOf(metric, parts, 1);
    const alias = scalarAt(fields, METRIC.alias, 'uint64');
    const name = scalarAt(fields, METRIC.name, 'string');
    if (alias?.kind !== 'number' || name?.kind !== 'text' || name.text === '' || name.text.length > DECODE_LIMITS.birthNameChars) continue;
    const told = { name: name.text, type: fields.has(METRIC.datatype) ? typeAt(fields, METRIC.datatype) : null };
    const before = aliases.get(alias.text);
    const other = aliasOf.get(told.name) ?? alias.text;
    // The same metric may be there with several moments.
    const agrees = before === undefined || (before?.name === told.name && before.type === told.type);
    aliases.set(alias.text, agrees && other === alias.text ? told : null);
    if (other !== alias.text) aliases.set(other, null);
    aliasOf.set(told.name, other);
  }
  return aliases;
}
