/**
 * Where releases are, as `{ owner, repo }` of GitHub: what package.json says in `repository`, else `owner/name` in PORCHLIGHT_REPOSITORY,
 * which the release workflow sets. `null` where neither says it. Throws on what is neither.
 */
export function repositoryOf({ repository }, env) {
  const said = (typeof repository === 'string' ? repository : repository?.url) ?? env.PORCHLIGHT_REPOSITORY;
  if (!said) return null;
  const [, owner, repo] = /^(?:github:|(?:git\+)?https:\/\/github\.com\/)?([\w-]+)\/([\w.-]+?)(?:\.git)?$/.exec(said) ?? [];
  if (!owner) throw new Error(`"${said}" is not a repository at GitHub; owner/name is what is needed.`);
  return { owner, repo };
}
