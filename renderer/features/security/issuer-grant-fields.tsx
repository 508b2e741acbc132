import { TextField } from '../../components/text-field.tsx';
import { strings } from '../../strings/index.ts';
import type { IssuerFieldsProps } from './issuer-key-fields.tsx';
import styles from './security.module.css';

/** How the token endpoint is asked about a user name and password. */
export function GrantFields({ draft, problems, onChange }: IssuerFieldsProps) {
  const words = strings.security.tokens;
  return (
    <div className={styles.group}>
      <TextField
        label={words.endpoint}
        value={draft.endpoint}
        onText={(endpoint) => onChange({ endpoint })}
        maxLength={2_048}
        problem={problems.endpoint ?? null}
      />
      <TextField
        label={words.clientId}
        value={draft.clientId}
        onText={(clientId) => onChange({ clientId })}
        maxLength={512}
        problem={problems.clientId ?? null}
      />
      <TextField
        label={words.clientSecret}
        hint={words.clientSecretHint}
        value={draft.clientSecret}
        onText={(clientSecret) => onChange({ clientSecret })}
        maxLength={4_096}
      />
      <TextField label={words.scope} hint={words.optional} value={draft.scope} onText={(scope) => onChange({ scope })} maxLength={512} />
      <TextField
        label={words.grantAudience}
        hint={words.optional}
        value={draft.grantAudience}
        onText={(grantAudience) => onChange({ grantAudience })}
        maxLength={512}
      />
    </div>
  );
}
