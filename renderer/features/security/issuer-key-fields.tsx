import { RadioGroup } from '../../components/radio-group.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { strings } from '../../strings/index.ts';
import { type IssuerDraft, type issuerProblems, keyKinds } from './issuer-draft.ts';

export interface IssuerFieldsProps {
  draft: IssuerDraft;
  problems: ReturnType<typeof issuerProblems>;
  onChange: (next: Partial<IssuerDraft>) => void;
}

/** The key that an issuer's tokens are checked with, in the shape that its algorithm takes. */
export function KeyFields({ draft, problems, onChange }: IssuerFieldsProps) {
  const words = strings.security.tokens;
  const kinds = keyKinds(draft.algorithm);
  return (
    <>
      {kinds.length > 1 && (
        <RadioGroup
          label={words.key}
          value={draft.keyKind}
          onChange={(keyKind) => onChange({ keyKind })}
          options={kinds.map((value) => ({ value, label: words.keySources[value] }))}
        />
      )}
      {draft.keyKind === 'secret' && (
        <TextField
          label={words.keys.secret}
          hint={words.secretHint}
          value={draft.secret}
          onText={(secret) => onChange({ secret })}
          maxLength={4_096}
          problem={problems.secret ?? null}
        />
      )}
      {draft.keyKind === 'pem' && (
        <TextArea
          label={words.keys.pem}
          hint={words.pemHint}
          value={draft.pem}
          onText={(pem) => onChange({ pem })}
          maxLength={16_384}
          problem={problems.pem ?? null}
        />
      )}
      {draft.keyKind === 'jwks' && (
        <TextField
          label={words.keys.jwks}
          hint={words.jwksHint}
          value={draft.url}
          onText={(url) => onChange({ url })}
          maxLength={2_048}
          problem={problems.url ?? null}
        />
      )}
    </>
  );
}
