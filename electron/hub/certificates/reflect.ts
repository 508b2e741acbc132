/**
 * The three metadata calls that the certificate library's container makes; it refuses to load without them.
 * It defines nothing itself that is inherited, so a class's metadata are its own.
 */
interface MetadataReflect {
  getMetadata?(key: unknown, target: object): unknown;
  getOwnMetadata?(key: unknown, target: object): unknown;
  defineMetadata?(key: unknown, value: unknown, target: object): void;
}

const kept = new WeakMap<object, Map<unknown, unknown>>();
const read = (key: unknown, target: object): unknown => kept.get(target)?.get(key);

const reflect = Reflect as MetadataReflect;
reflect.getMetadata ??= read;
reflect.getOwnMetadata ??= read;
reflect.defineMetadata ??= (key, value, target) => {
  kept.set(target, (kept.get(target) ?? new Map<unknown, unknown>()).set(key, value));
};
