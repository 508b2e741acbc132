import { useId } from 'react';
import type { TokenIssuer } from '../../../electron/contract/access.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Fact, Facts } from '../../components/facts.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { strings } from '../../strings/index.ts';
import styles from './security.module.css';

/** One issuer whose tokens are accepted. */
export function IssuerCard({ issuer, onRemove }: { issuer: TokenIssuer; onRemove: () => void }) {
  const id = useId();
  const words = strings.security.tokens;
  const { name, algorithm, key, passwordGrant, lastUsedAt, problem } = issuer;
  return (
    <section className={card.card} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{name}</h2>
        <Button small look="danger" aria-label={words.removeOf(name)} onClick={onRemove}>
          {strings.security.remove}
        </Button>
      </div>
      <Facts>
        {problem !== null && (
          <Fact name={words.problem}>
            <span className={styles.bad}>{problem}</span>
          </Fact>
        )}
        <Fact name={words.algorithm}>{words.algorithms[algorithm]}</Fact>
        {key.kind !== 'secret' && <Fact name={words.key}>{key.kind === 'jwks' ? key.url : words.keys.pem}</Fact>}
        <Fact name={words.issuer}>{issuer.issuer ?? words.any}</Fact>
        <Fact name={words.audience}>{issuer.audience ?? words.any}</Fact>
        <Fact name={words.accepted}>{words.userNames[issuer.userName]}</Fact>
        {passwordGrant && <Fact name={words.grantShort}>{words.grantOn(passwordGrant.endpoint)}</Fact>}
        <Fact name={words.lastUsed}>{lastUsedAt === null ? strings.security.never : <RelativeTime at={lastUsedAt} />}</Fact>
      </Facts>
    </section>
  );
}
