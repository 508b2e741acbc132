/**
 * The language of messages that the environment asks for, as BCP 47 writes it: of `LC_ALL`, `LC_MESSAGES` and `LANG` the first that
 * is not empty (POSIX.1-2017, 8.2). `null` if none is.
 */
export function posixLocale({ LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>): string | null {
  const wanted = LC_ALL || LC_MESSAGES || LANG;
  // language[_territory][.codeset][@modifier]
  return wanted ? (wanted.split(/[.@]/)[0] as string).replaceAll('_', '-') : null;
}
