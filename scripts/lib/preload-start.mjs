/**
 * A plugin of the build: index.html fetches at once what main.tsx imports when it has found out the language, so that nothing is waited
 * for then but that it runs. A module that is preloaded is not evaluated before it is imported, and a style that is preloaded does not
 * hold up the first paint.
 */
export function preloadStart() {
  return {
    name: 'porchlight:preload-start',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {}, filename }) {
        if (!filename.endsWith('index.html')) return [];
        const start = Object.values(bundle).find(
          ({ type, name, isDynamicEntry }) => type === 'chunk' && isDynamicEntry && name === 'start',
        );
        if (!start) throw new Error('There is no chunk of the name "start": what does main.tsx import?');
        const files = withImports(start.fileName, bundle);
        const styles = new Set(files.flatMap((file) => [...(bundle[file]?.viteMetadata?.importedCss ?? [])]));
        const isNew = (file) => !html.includes(file);
        return [
          ...files.filter(isNew).map((file) => link({ rel: 'modulepreload', crossorigin: true, href: `./${file}` })),
          ...[...styles].filter(isNew).map((file) => link({ rel: 'preload', as: 'style', crossorigin: true, href: `./${file}` })),
        ];
      },
    },
  };
}

const link = (attrs) => ({ tag: 'link', attrs, injectTo: 'head' });

/** A chunk and all that it imports as it loads, each once. */
function withImports(first, bundle) {
  const found = [first];
  // Grows while it is walked: imports of imports.
  for (const file of found) for (const next of bundle[file]?.imports ?? []) if (!found.includes(next)) found.push(next);
  return found;
}
