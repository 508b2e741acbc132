import card from '../../components/card.module.css';
import { strings } from '../../strings/index.ts';
import { type Block, blocksOf } from './blocks.ts';
import type { SectionName, Setting } from './setting.ts';
import { SettingField } from './setting-field.tsx';
import styles from './settings.module.css';

/** The heading that the list of sections leads to. */
export const headingId = (name: SectionName): string => `settings-${name}`;

/** One section of the page: its heading, and its settings in frames. */
export function SettingsSection({ name, settings }: { name: SectionName; settings: readonly Setting[] }) {
  const words = strings.settings;
  const id = headingId(name);
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {words.sections[name]}
      </h2>
      {name === 'limits' && <p className={styles.intro}>{words.limitsIntro}</p>}
      {blocksOf(settings).map((block) => (
        <SettingsBlock key={block.key} block={block} />
      ))}
    </section>
  );
}

function SettingsBlock({ block }: { block: Block }) {
  if (block.kind === 'part') return <block.part.Part />;
  return (
    <div className={card.section}>
      {block.group !== null && <h3>{block.group}</h3>}
      {block.fields.map((setting) => (
        <SettingField key={setting.name} setting={setting} />
      ))}
    </div>
  );
}
