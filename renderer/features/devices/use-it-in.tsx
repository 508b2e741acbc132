import { CodeBlock } from '../../components/code-block.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { SaveButton } from '../../components/save-button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './dialogs.module.css';
import type { SnippetFacts } from './snippets/facts.ts';
import { AUTHORITY_FILE } from './snippets/mosquitto-pub.ts';
import { snippets, tools, wantsAuthorityFile } from './snippets/tools.ts';

/** The credential as one program after another wants it, ready to be pasted. */
export function UseItIn({ facts }: { facts: SnippetFacts }) {
  const store = useAppStore();
  const tool = useApp((state) => state.snippetTool);
  const words = strings.snippets;
  const snippet = snippets[tool](facts);
  const name = words.tools[tool];
  const hint = words.hints[tool];
  return (
    <div className={styles.tool}>
      <SelectField
        label={words.useItIn}
        hint={facts.authorityPem === null ? hint.plain : hint.tls}
        value={tool}
        onChange={(snippetTool) => store.setState({ snippetTool })}
        options={tools.map((value) => ({ value, label: words.tools[value] }))}
      />
      <CodeBlock label={words.snippetFor(name)} value={snippet} wrap={!snippet.includes('\n')} />
      <div className={styles.toolActions}>
        <CopyButton text={snippet} label={words.copyFor(name)} />
        {facts.authorityPem !== null && wantsAuthorityFile.has(tool) && (
          <SaveButton small fileName={AUTHORITY_FILE} content={facts.authorityPem}>
            {words.saveAuthority}
          </SaveButton>
        )}
      </div>
    </div>
  );
}
